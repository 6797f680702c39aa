package dev.guardedtool.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Effect;
import dev.guardedtool.FactScope;
import dev.guardedtool.Mode;
import dev.guardedtool.Money;
import dev.guardedtool.OnDuplicate;
import dev.guardedtool.Principal;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolName;
import dev.guardedtool.ValuePart;
import dev.guardedtool.autoconfigure.BudgetProperties.Gateway;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.policy.Access;
import dev.guardedtool.policy.ArgumentRule;
import dev.guardedtool.policy.BudgetLimit;
import dev.guardedtool.policy.BudgetPolicy.Unpriced;
import dev.guardedtool.policy.CallTracking;
import dev.guardedtool.policy.CircuitPolicy;
import dev.guardedtool.policy.CircuitPreset;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.policy.ExecutionPolicy.Threads;
import dev.guardedtool.policy.FactProof;
import dev.guardedtool.policy.FactRequirement;
import dev.guardedtool.policy.FaultPolicy.ErrorClasses;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.LoopPolicy.JitterJudgement;
import dev.guardedtool.policy.LoopPolicy.RepeatJudgement;
import dev.guardedtool.policy.LoopPolicy.SequenceJudgement;
import dev.guardedtool.policy.OnError;
import dev.guardedtool.policy.RunPolicy.Nested;
import dev.guardedtool.policy.RunPolicy.Outside;
import dev.guardedtool.policy.SharedBudgets.Unavailable;
import dev.guardedtool.policy.SourceRule;
import dev.guardedtool.policy.StallPolicy.TextJudgement;
import dev.guardedtool.policy.TokenPrice;
import dev.guardedtool.policy.ToolPolicy;
import dev.guardedtool.policy.ToolRate;
import dev.guardedtool.recording.Disclosure;
import dev.guardedtool.signature.NumberForm;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.util.unit.DataSize;

/** Flips every property once and looks at what it is about. */
class PropertiesTests {

    private static final ToolName REFUND = ToolName.of("refund");
    private static final String KEY = "sixteen bytes or more";

    private static final ApplicationContextRunner GUARDED = new ApplicationContextRunner()
            .withPropertyValues("guard.secret-key=some key of sixteen bytes")
            .withConfiguration(AutoConfigurations.of(GuardAutoConfiguration.class));

    record Row(String property, String[] settings, Function<ApplicationContext, Object> look, Object expected) {

        static Row of(String property, Object value, Function<GuardPolicy, Object> look) {
            return of(property, value, value, look);
        }

        static Row of(String property, Object value, Object expected, Function<GuardPolicy, Object> look) {
            return new Row(
                    property,
                    new String[] {property + "=" + value},
                    application -> look.apply(application.getBean(GuardPolicy.class)),
                    expected);
        }

        @Override
        public String toString() {
            return String.join(", ", settings);
        }
    }

    record ToolRow(String attribute, Object value, Object expected, Function<ToolPolicy, Object> look) {

        Row ofDefaults() {
            return Row.of("guard.defaults." + attribute, value, expected, policy -> look.apply(policy.toolDefaults()));
        }

        Row ofTool() {
            return Row.of("guard.tools.refund." + attribute, value, expected, policy -> {
                ToolPolicy said = policy.tools().get(REFUND);
                return said == null ? "nothing" : look.apply(said);
            });
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void withThePropertyItIsAsSaid(Row row) {
        GUARDED.withPropertyValues(row.settings())
                .run(with -> assertThat(row.look().apply(with)).isEqualTo(row.expected()));
    }

    @Test
    void withoutThePropertyItIsDifferent() {
        GUARDED.run(without -> rows().forEach(row ->
                assertThat(row.look().apply(without)).as(row.toString()).isNotEqualTo(row.expected())));
    }

    @Test
    void everyPropertyOfTheMetadataHasARow() {
        Set<String> known = new TreeSet<>(Metadata.read().properties().keySet());
        Set<String> flipped = new TreeSet<>();
        for (Row row : rows().toList()) {
            known.stream()
                    .filter(name ->
                            row.property().equals(name) || row.property().startsWith(name + "."))
                    .forEach(flipped::add);
        }
        assertThat(known).isNotEmpty();
        assertThat(flipped).isEqualTo(known);
    }

    static Stream<Row> rows() {
        return Stream.of(
                        top(),
                        toolRows().map(ToolRow::ofDefaults),
                        toolRows().map(ToolRow::ofTool),
                        repeats(),
                        otherLoops(),
                        stalls(),
                        effects(),
                        faults(),
                        circuits(),
                        execution(),
                        budget(),
                        gateway(),
                        rates("guard.defaults", GuardPolicy::toolDefaults),
                        rates("guard.tools.refund", policy -> policy.tools().getOrDefault(REFUND, ToolPolicy.NONE)),
                        facts(),
                        custody("guard.defaults", GuardPolicy::toolDefaults),
                        custody("guard.tools.refund", policy -> policy.tools().getOrDefault(REFUND, ToolPolicy.NONE)),
                        recording(),
                        stores())
                .flatMap(Function.identity());
    }

    private static Stream<Row> top() {
        return Stream.of(
                new Row("guard.enabled", new String[] {"guard.enabled=false"}, PropertiesTests::isGuarded, false),
                new Row("guard.secret-key", new String[] {"guard.secret-key=" + KEY}, PropertiesTests::keyId, keyId()),
                new Row(
                        "guard.texts.format",
                        new String[] {"guard.texts.format=json"},
                        application -> application
                                .getBean(GuardProperties.class)
                                .texts()
                                .isJson(),
                        true),
                new Row(
                        "guard.startup-checks",
                        new String[] {"guard.startup-checks=warn"},
                        application ->
                                application.getBean(GuardProperties.class).startupChecks(),
                        StartupChecks.WARN),
                new Row(
                        "guard.unguarded-tools",
                        new String[] {"guard.unguarded-tools=ignore"},
                        application ->
                                application.getBean(GuardProperties.class).unguardedTools(),
                        UnguardedTools.IGNORE),
                Row.of("guard.mode", "shadow", Mode.SHADOW, GuardPolicy::mode),
                Row.of("guard.profile", "reference", GuardPolicy.reference().effects(), GuardPolicy::effects),
                Row.of("guard.on-error", "allow", OnError.ALLOW, GuardPolicy::onError),
                Row.of("guard.strict", true, GuardPolicy::strict),
                Row.of(
                        "guard.runs.outside",
                        "refuse",
                        Outside.REFUSE,
                        policy -> policy.runs().outside()),
                Row.of(
                        "guard.runs.nested",
                        "refuse",
                        Nested.REFUSE,
                        policy -> policy.runs().nested()),
                Row.of("guard.tracking", "sequential", CallTracking.SEQUENTIAL, GuardPolicy::tracking),
                Row.of("guard.numbers", "by-spelling", NumberForm.BY_SPELLING, GuardPolicy::numbers),
                Row.of(
                        "guard.arguments.max-chars",
                        17,
                        policy -> policy.arguments().maxChars()),
                Row.of(
                        "guard.arguments.max-depth",
                        17,
                        policy -> policy.arguments().maxDepth()),
                Row.of(
                        "guard.arguments.max-number-length",
                        17,
                        policy -> policy.arguments().maxNumberLength()),
                Row.of("guard.rates.max-entries", 17, policy -> policy.rates().maxEntries()),
                Row.of(
                        "guard.access.refuse-unadvertised",
                        false,
                        policy -> policy.access().refuseUnadvertised()),
                Row.of(
                        "guard.access.empty-is-missing",
                        false,
                        policy -> policy.access().emptyIsMissing()));
    }

    private static Stream<Row> stores() {
        return Stream.of(
                store("guard.store", "jdbc", Store.JDBC, GuardProperties::store),
                store("guard.redis.prefix", "shop", "shop", said -> said.redis().prefix()),
                store(
                        "guard.redis.eviction",
                        "warn",
                        RedisProperties.Eviction.WARN,
                        said -> said.redis().eviction()),
                store(
                        "guard.redis.lease",
                        "7m",
                        Duration.ofMinutes(7),
                        said -> said.redis().lease()),
                store(
                        "guard.redis.timeout",
                        "7s",
                        Duration.ofSeconds(7),
                        said -> said.redis().timeout()),
                store(
                        "guard.redis.maintenance-interval",
                        "7m",
                        Duration.ofMinutes(7),
                        said -> said.redis().maintenanceInterval()),
                store(
                        "guard.redis.keep-runs",
                        "7d",
                        Duration.ofDays(7),
                        said -> said.redis().keepRuns()),
                store(
                        "guard.redis.store-results",
                        false,
                        false,
                        said -> said.redis().storeResults()),
                store("guard.redis.result-key", KEY, KEY, said -> said.redis().resultKey()),
                store(
                        "guard.redis.previous-result-keys",
                        KEY,
                        List.of(KEY),
                        said -> said.redis().previousResultKeys()),
                store(
                        "guard.stores.effects",
                        "jdbc",
                        Store.JDBC,
                        said -> said.stores().effects()),
                store(
                        "guard.stores.budgets",
                        "jdbc",
                        Store.JDBC,
                        said -> said.stores().budgets()),
                store(
                        "guard.stores.rates",
                        "jdbc",
                        Store.JDBC,
                        said -> said.stores().rates()),
                store(
                        "guard.stores.attempts",
                        "jdbc",
                        Store.JDBC,
                        said -> said.stores().attempts()),
                store(
                        "guard.stores.facts",
                        "jdbc",
                        Store.JDBC,
                        said -> said.stores().facts()),
                store(
                        "guard.stores.runs",
                        "jdbc",
                        Store.JDBC,
                        said -> said.stores().runs()),
                store(
                        "guard.jdbc.initialize-schema",
                        "always",
                        InitializeSchema.ALWAYS,
                        said -> said.jdbc().initializeSchema()),
                store(
                        "guard.jdbc.lease",
                        "7m",
                        Duration.ofMinutes(7),
                        said -> said.jdbc().lease()),
                store(
                        "guard.jdbc.timeout",
                        "7s",
                        Duration.ofSeconds(7),
                        said -> said.jdbc().timeout()),
                store(
                        "guard.jdbc.maintenance-interval",
                        "7m",
                        Duration.ofMinutes(7),
                        said -> said.jdbc().maintenanceInterval()),
                store(
                        "guard.jdbc.keep-runs",
                        "7d",
                        Duration.ofDays(7),
                        said -> said.jdbc().keepRuns()),
                store(
                        "guard.jdbc.store-results",
                        false,
                        false,
                        said -> said.jdbc().storeResults()),
                store("guard.jdbc.result-key", KEY, KEY, said -> said.jdbc().resultKey()),
                store(
                        "guard.jdbc.previous-result-keys",
                        KEY,
                        List.of(KEY),
                        said -> said.jdbc().previousResultKeys()));
    }

    private static Row store(String property, Object value, Object expected, Function<GuardProperties, Object> look) {
        return new Row(
                property,
                new String[] {property + "=" + value},
                application -> look.apply(application.getBean(GuardProperties.class)),
                expected);
    }

    private static Stream<ToolRow> toolRows() {
        return Stream.of(
                new ToolRow("access", "human", Access.HUMAN, ToolPolicy::access),
                new ToolRow("reason", "Too risky", "Too risky", ToolPolicy::reason),
                new ToolRow(
                        "effect", "once", Effect.ONCE, tool -> tool.effects().effect()),
                new ToolRow(
                        "key", "#orderId", "#orderId", tool -> tool.effects().key()),
                new ToolRow(
                        "key-arg",
                        "order-id",
                        "order-id",
                        tool -> tool.effects().keyArg()),
                new ToolRow(
                        "effect-ttl",
                        "12h",
                        Duration.ofHours(12),
                        tool -> tool.effects().ttl()),
                new ToolRow(
                        "on-duplicate",
                        "refuse",
                        OnDuplicate.REFUSE,
                        tool -> tool.effects().onDuplicate()),
                new ToolRow(
                        "safe-exceptions",
                        "a.B,c.D",
                        Set.of("a.B", "c.D"),
                        tool -> tool.effects().safeExceptions()),
                new ToolRow(
                        "effect-when",
                        "#result.ok == true",
                        "#result.ok == true",
                        tool -> tool.effects().when()),
                new ToolRow(
                        "effect-scope",
                        "session",
                        EffectScope.SESSION,
                        tool -> tool.effects().scope()),
                new ToolRow("max-calls", 5, 5, tool -> tool.limits().maxCalls()),
                new ToolRow("max-attempts", 7, 7, tool -> tool.limits().maxAttempts()),
                new ToolRow("circuit", "payments", "payments", ToolPolicy::circuit),
                new ToolRow(
                        "timeout",
                        "2s",
                        Duration.ofSeconds(2),
                        tool -> tool.limits().timeout()),
                new ToolRow("cost", "0.03", Money.of("0.03"), ToolPolicy::cost),
                new ToolRow("risk", "high", "high", ToolPolicy::risk),
                new ToolRow("require-args", "orderId,amount", Set.of("orderId", "amount"), ToolPolicy::requireArgs),
                new ToolRow(
                        "query-args",
                        "query,q",
                        List.of("query", "q"),
                        tool -> tool.repeats().queryArgs()),
                new ToolRow(
                        "ignore-args",
                        "requestId",
                        Set.of("requestId"),
                        tool -> tool.repeats().ignoreArgs()),
                new ToolRow("cache", false, false, tool -> tool.repeats().cache()),
                new ToolRow(
                        "cache-ttl",
                        "30s",
                        Duration.ofSeconds(30),
                        tool -> tool.repeats().cacheTtl()),
                new ToolRow("mode", "warn", Mode.WARN, ToolPolicy::mode),
                rule("orderId.optional", true, "orderId", ArgumentRule::optional),
                rule("amount.min", "0.5", new BigDecimal("0.5"), "amount", ArgumentRule::min),
                rule("amount.max", "99.5", new BigDecimal("99.5"), "amount", ArgumentRule::max),
                rule("note.max-length", 80, "note", ArgumentRule::maxLength),
                rule("note.pattern", "[a-z]+", "note", rule -> rule.pattern().pattern()),
                rule(
                        "note.deny-pattern",
                        "<.*>",
                        "note",
                        rule -> rule.denyPattern().pattern()),
                rule("[order.currency].one-of", "EUR,USD", Set.of("EUR", "USD"), "order.currency", ArgumentRule::oneOf),
                rule("amount.expression", "#amount != #limit", "amount", ArgumentRule::expression));
    }

    private static Stream<Row> rates(String place, Function<GuardPolicy, ToolPolicy> tool) {
        String first = place + ".rate-limit[0].";
        Row row = new Row(
                place + ".rate-limit",
                new String[] {first + "max=5", first + "period=1m", first + "per=#userId"},
                application -> String.valueOf(tool.apply(application.getBean(GuardPolicy.class))
                        .limits()
                        .rates()),
                List.of(new ToolRate(5, Duration.ofMinutes(1), "#userId")).toString());
        return Stream.of(row);
    }

    private static ToolRow rule(String path, Object value, String argument, Function<ArgumentRule, Object> look) {
        return rule(path, value, value, argument, look);
    }

    private static ToolRow rule(
            String path, Object value, Object expected, String argument, Function<ArgumentRule, Object> look) {
        return new ToolRow("argument-rules." + path, value, expected, policy -> {
            List<ArgumentRule> rules = policy.argumentRules();
            return rules != null && rules.get(0).argument().equals(argument) ? look.apply(rules.get(0)) : "nothing";
        });
    }

    private static Stream<Row> repeats() {
        return Stream.of(
                Row.of(
                        "guard.loops.repeat.enabled",
                        false,
                        policy -> policy.loops().repeat().enabled()),
                Row.of(
                        "guard.loops.repeat.threshold",
                        7,
                        policy -> policy.loops().repeat().threshold()),
                Row.of(
                        "guard.loops.repeat.window",
                        7,
                        policy -> policy.loops().repeat().window()),
                Row.of(
                        "guard.loops.repeat.judgement",
                        "arguments",
                        RepeatJudgement.ARGUMENTS,
                        policy -> policy.loops().repeat().judgement()),
                Row.of(
                        "guard.loops.repeat.per-caller",
                        false,
                        policy -> policy.loops().repeat().perCaller()),
                Row.of(
                        "guard.loops.repeat.poll-limit",
                        7,
                        policy -> policy.loops().repeat().pollLimit()),
                Row.of(
                        "guard.loops.repeat.max-entries",
                        7,
                        policy -> policy.loops().repeat().maxEntries()),
                Row.of(
                        "guard.loops.repeat.ttl",
                        "7m",
                        Duration.ofMinutes(7),
                        policy -> policy.loops().repeat().ttl()));
    }

    private static Stream<Row> otherLoops() {
        return Stream.of(
                Row.of(
                        "guard.loops.jitter.enabled",
                        false,
                        policy -> policy.loops().jitter().enabled()),
                Row.of(
                        "guard.loops.jitter.threshold",
                        7,
                        policy -> policy.loops().jitter().threshold()),
                Row.of(
                        "guard.loops.jitter.window",
                        7,
                        policy -> policy.loops().jitter().window()),
                Row.of(
                        "guard.loops.jitter.similarity",
                        0.7,
                        policy -> policy.loops().jitter().similarity()),
                Row.of(
                        "guard.loops.jitter.judgement",
                        "overlap",
                        JitterJudgement.OVERLAP,
                        policy -> policy.loops().jitter().judgement()),
                Row.of(
                        "guard.loops.sequence.enabled",
                        false,
                        policy -> policy.loops().sequence().enabled()),
                Row.of(
                        "guard.loops.sequence.repeats",
                        7,
                        policy -> policy.loops().sequence().repeats()),
                Row.of(
                        "guard.loops.sequence.max-length",
                        7,
                        policy -> policy.loops().sequence().maxLength()),
                Row.of(
                        "guard.loops.sequence.window",
                        77,
                        policy -> policy.loops().sequence().window()),
                Row.of(
                        "guard.loops.sequence.judgement",
                        "names",
                        SequenceJudgement.NAMES,
                        policy -> policy.loops().sequence().judgement()),
                Row.of(
                        "guard.loops.failures.same-failure",
                        7,
                        policy -> policy.loops().failures().sameFailure()),
                Row.of(
                        "guard.loops.failures.unchanged-failure",
                        7,
                        policy -> policy.loops().failures().unchangedFailure()),
                Row.of(
                        "guard.loops.failures.transient-errors",
                        "lock_timeout",
                        Set.of("lock_timeout"),
                        policy -> policy.loops().failures().transientErrors()),
                Row.of(
                        "guard.loops.failures.warn-after",
                        7,
                        policy -> policy.loops().failures().warnAfter()));
    }

    private static Stream<Row> stalls() {
        return Stream.of(
                Row.of(
                        "guard.loops.stall.enabled",
                        false,
                        policy -> policy.loops().stall().enabled()),
                Row.of(
                        "guard.loops.stall.similarity",
                        0.7,
                        policy -> policy.loops().stall().similarity()),
                Row.of(
                        "guard.loops.stall.no-change",
                        7,
                        policy -> policy.loops().stall().noChange()),
                Row.of(
                        "guard.loops.stall.pattern-score",
                        0.7,
                        policy -> policy.loops().stall().patternScore()),
                Row.of(
                        "guard.loops.stall.pattern-streak",
                        7,
                        policy -> policy.loops().stall().patternStreak()),
                Row.of(
                        "guard.loops.stall.max-rewrites",
                        7,
                        policy -> policy.loops().stall().maxRewrites()),
                Row.of(
                        "guard.loops.stall.disarms",
                        false,
                        policy -> policy.loops().stall().disarms()),
                Row.of(
                        "guard.loops.stall.effects-are-progress",
                        false,
                        policy -> policy.loops().stall().effectsAreProgress()),
                Row.of(
                        "guard.loops.stall.max-tracked",
                        7,
                        policy -> policy.loops().stall().maxTracked()),
                Row.of(
                        "guard.loops.stall.judgement",
                        "latin",
                        TextJudgement.LATIN,
                        policy -> policy.loops().stall().judgement()),
                phrases("de", 2, "verzeih"),
                phrases("en", 1, "verzeih"));
    }

    private static Row phrases(String language, int languages, String apology) {
        String property = "guard.loops.stall.phrases." + language;
        return new Row(
                property,
                new String[] {
                    property + ".apology=" + apology, property + ".working=gleich", property + ".filler=leider"
                },
                application -> {
                    var phrases = application
                            .getBean(GuardPolicy.class)
                            .loops()
                            .stall()
                            .phrases();
                    var last = phrases.get(phrases.size() - 1);
                    return List.of(phrases.size(), last.apology().pattern());
                },
                List.of(languages, apology));
    }

    private static Stream<Row> effects() {
        return Stream.of(
                Row.of(
                        "guard.effects.limit-per-tool",
                        7,
                        policy -> policy.effects().limitPerTool()),
                Row.of(
                        "guard.effects.wait-for",
                        "7s",
                        Duration.ofSeconds(7),
                        policy -> policy.effects().waitFor()),
                Row.of(
                        "guard.effects.ttl",
                        "7d",
                        Duration.ofDays(7),
                        policy -> policy.effects().ttl()),
                Row.of(
                        "guard.effects.max-entries",
                        7,
                        policy -> policy.effects().maxEntries()),
                Row.of("guard.effects.max-answer", 7, policy -> policy.effects().maxAnswer()),
                Row.of(
                        "guard.effects.doubt-after-failure",
                        false,
                        policy -> policy.effects().doubtAfterFailure()),
                Row.of(
                        "guard.effects.remember-success",
                        true,
                        policy -> policy.effects().rememberSuccess()),
                Row.of(
                        "guard.effects.safe-exceptions",
                        "a.b.C",
                        Set.of("a.b.C"),
                        policy -> policy.effects().safeExceptions()));
    }

    private static Stream<Row> execution() {
        return Stream.of(
                Row.of(
                        "guard.execution.threads",
                        "platform",
                        Threads.PLATFORM,
                        policy -> policy.execution().threads()),
                Row.of(
                        "guard.execution.max-threads",
                        17,
                        policy -> policy.execution().maxThreads()),
                Row.of(
                        "guard.execution.max-abandoned",
                        17,
                        policy -> policy.execution().maxAbandoned()));
    }

    private static Stream<Row> facts() {
        return Stream.of(
                Row.of(
                        "guard.facts.ttl",
                        "7s",
                        Duration.ofSeconds(7),
                        policy -> policy.custody().ttl()),
                Row.of("guard.facts.max-entries", 17, policy -> policy.custody().maxEntries()),
                Row.of(
                        "guard.facts.max-per-answer",
                        17,
                        policy -> policy.custody().maxPerAnswer()),
                Row.of(
                        "guard.facts.max-source-chars",
                        17,
                        policy -> policy.custody().maxSourceChars()));
    }

    private static Stream<Row> custody(String place, Function<GuardPolicy, ToolPolicy> tool) {
        return Stream.of(
                custody(
                        place,
                        "proves",
                        List.of(new FactProof("order_id", "#result.id", FactScope.RUN, Duration.ofSeconds(7))),
                        tool.andThen(said -> said.custody().proves()),
                        "[0].kind=order_id",
                        "[0].extract=#result.id",
                        "[0].scope=run",
                        "[0].ttl=7s"),
                custody(
                        place,
                        "requires",
                        List.of(new FactRequirement("order.id", "order_id", "Look it up", true)),
                        tool.andThen(said -> said.custody().requires()),
                        "[0].arg=order.id",
                        "[0].kind=order_id",
                        "[0].hint=Look it up",
                        "[0].consume=true"),
                custody(
                        place,
                        "requires-calls",
                        List.of(ToolName.of("verify"), ToolName.of("quote")),
                        tool.andThen(said -> said.custody().requiresCalls()),
                        "=verify,quote"),
                custody(
                        place,
                        "argument-sources",
                        List.of(new SourceRule(
                                "url",
                                SourceRule.sources("user", "get_mail(sender=user)#link"),
                                ValuePart.HOST,
                                true,
                                true)),
                        tool.andThen(said -> said.custody().sources()),
                        "[0].arg=url",
                        "[0].from=user,get_mail(sender=user)#link",
                        "[0].part=host",
                        "[0].optional=true",
                        "[0].invented=true"));
    }

    private static Row custody(
            String place, String attribute, Object expected, Function<GuardPolicy, Object> look, String... settings) {
        String property = place + "." + attribute;
        String[] all = Arrays.stream(settings).map(property::concat).toArray(String[]::new);
        return new Row(property, all, application -> look.apply(application.getBean(GuardPolicy.class)), expected);
    }

    private static Stream<Row> faults() {
        return Stream.of(
                Row.of(
                        "guard.faults.after-errors",
                        true,
                        policy -> policy.faults().afterErrors()),
                Row.of(
                        "guard.faults.after-loops",
                        true,
                        policy -> policy.faults().afterLoops()),
                Row.of(
                        "guard.faults.error-threshold",
                        7,
                        policy -> policy.faults().errorThreshold()),
                Row.of(
                        "guard.faults.classes",
                        "418",
                        Set.of("418"),
                        policy -> policy.faults().classes()),
                Row.of(
                        "guard.faults.error-classes",
                        "substring",
                        ErrorClasses.SUBSTRING,
                        policy -> policy.faults().errorClasses()),
                Row.of(
                        "guard.faults.consecutive",
                        false,
                        policy -> policy.faults().consecutive()));
    }

    private static Stream<Row> circuits() {
        return Stream.of(
                circuit("failure-rate", 0.7, 0.7, CircuitPolicy::failureRate),
                circuit("slow-rate", 0.7, 0.7, CircuitPolicy::slowRate),
                circuit("slow-after", "7s", Duration.ofSeconds(7), CircuitPolicy::slowAfter),
                circuit("window-calls", 7, 7, CircuitPolicy::windowCalls),
                circuit("window-period", "7s", Duration.ofSeconds(7), CircuitPolicy::windowPeriod),
                circuit("minimum-calls", 7, 7, CircuitPolicy::minimumCalls),
                circuit("open-for", "7s", Duration.ofSeconds(7), CircuitPolicy::openFor),
                circuit("probes", 7, 7, CircuitPolicy::probes),
                circuit("probe-timeout", "7s", Duration.ofSeconds(7), CircuitPolicy::probeTimeout),
                circuit(
                        "preset",
                        "infra-only",
                        CircuitPreset.INFRA_ONLY,
                        circuit -> circuit.failures().preset()),
                circuit(
                        "fail-on",
                        "throttled,418",
                        Set.of("throttled", "418"),
                        circuit -> circuit.failures().failOn()),
                circuit(
                        "ignore",
                        "java.io.EOFException",
                        Set.of("java.io.EOFException"),
                        circuit -> circuit.failures().ignore()),
                circuit(
                        "failure-when",
                        "#result.ok == false",
                        "#result.ok == false",
                        circuit -> circuit.failures().when()));
    }

    private static Row circuit(String property, Object value, Object expected, Function<CircuitPolicy, Object> look) {
        return Row.of("guard.circuits.payments." + property, value, expected, policy -> {
            CircuitPolicy circuit = policy.faults().circuits().get("payments");
            return circuit == null ? "nothing" : look.apply(circuit);
        });
    }

    private static Stream<Row> budget() {
        TokenPrice price = new TokenPrice(
                Money.of("2"),
                Money.of("8"),
                Money.of("0.5"),
                List.of(new TokenPrice.Change(
                        Instant.parse("2027-01-01T00:00:00Z"), new TokenPrice(Money.of("1"), Money.of("4"), null))));
        return Stream.of(
                Row.of(
                        "guard.budget.max-cost-per-run",
                        "1.00",
                        Money.of("1"),
                        policy -> policy.budget().maxCostPerRun()),
                Row.of(
                        "guard.budget.max-tokens-per-run",
                        7L,
                        policy -> policy.budget().maxTokensPerRun()),
                Row.of("guard.budget.warn-at", 0.7, policy -> policy.budget().warnAt()),
                Row.of(
                        "guard.budget.call-cost",
                        "0.07",
                        Money.of("0.07"),
                        policy -> policy.budget().callCost()),
                Row.of(
                        "guard.budget.reachable",
                        false,
                        policy -> policy.budget().reachable()),
                Row.of(
                        "guard.budget.unpriced",
                        "refuse",
                        Unpriced.REFUSE,
                        policy -> policy.budget().unpriced()),
                Row.of(
                        "guard.budget.lease",
                        "7s",
                        Duration.ofSeconds(7),
                        policy -> policy.budget().shared().lease()),
                Row.of(
                        "guard.budget.session-ttl",
                        "7d",
                        Duration.ofDays(7),
                        policy -> policy.budget().shared().sessionTtl()),
                Row.of(
                        "guard.budget.output-tokens",
                        7,
                        policy -> policy.budget().shared().outputTokens()),
                Row.of(
                        "guard.budget.max-entries",
                        7,
                        policy -> policy.budget().shared().maxEntries()),
                new Row(
                        "guard.budget.limits",
                        new String[] {
                            "guard.budget.limits.daily.scope=principal",
                            "guard.budget.limits.daily.window=day",
                            "guard.budget.limits.daily.zone=Europe/Berlin",
                            "guard.budget.limits.daily.max-cost=0.10",
                            "guard.budget.limits.daily.max-tokens=7",
                            "guard.budget.limits.daily.max-calls=8",
                            "guard.budget.limits.daily.max-duration=9s",
                            "guard.budget.limits.daily.warn-at=0.5"
                        },
                        application -> application
                                .getBean(GuardPolicy.class)
                                .budget()
                                .shared()
                                .limits(),
                        List.of(new BudgetLimit(
                                "daily",
                                BudgetLimit.Scope.PRINCIPAL,
                                BudgetLimit.Window.DAY,
                                ZoneId.of("Europe/Berlin"),
                                Money.of("0.1"),
                                7L,
                                8L,
                                Duration.ofSeconds(9),
                                0.5))),
                new Row(
                        "guard.prices",
                        new String[] {
                            "guard.prices.[gpt-4.1*].input=2",
                            "guard.prices.[gpt-4.1*].output=8",
                            "guard.prices.[gpt-4.1*].cached-input=0.5",
                            "guard.prices.[gpt-4.1*].changes[0].valid-from=2027-01-01T00:00:00Z",
                            "guard.prices.[gpt-4.1*].changes[0].input=1",
                            "guard.prices.[gpt-4.1*].changes[0].output=4"
                        },
                        application -> application
                                .getBean(GuardPolicy.class)
                                .budget()
                                .prices()
                                .priceOf("gpt-4.1-mini")
                                .orElse(new TokenPrice(Money.ZERO, Money.ZERO, null)),
                        price));
    }

    private static Stream<Row> recording() {
        return Stream.of(
                recorded("file", "a/b.jsonl", "a/b.jsonl", RecordProperties::file),
                recorded(
                        "arguments",
                        "clear",
                        Disclosure.CLEAR,
                        said -> said.policy("x").arguments()),
                recorded(
                        "results",
                        "clear",
                        Disclosure.CLEAR,
                        said -> said.policy("x").results()),
                recorded(
                        "texts",
                        "clear",
                        Disclosure.CLEAR,
                        said -> said.policy("x").texts()),
                recorded(
                        "secret-names",
                        "magic-word,vin*",
                        true,
                        said -> said.policy("x").secretNames().contain("vinNumber")),
                recorded("max-file-size", "7KB", DataSize.ofKilobytes(7), RecordProperties::maxFileSize),
                recorded("max-files", "7", 7, RecordProperties::maxFiles),
                recorded("compress", "false", false, RecordProperties::compress),
                recorded("max-events-per-run", "7", 7, said -> said.policy("x").maxEventsPerRun()),
                recorded(
                        "max-size-per-run",
                        "7KB",
                        7_168L,
                        said -> said.policy("x").maxSizePerRun()),
                recorded("max-queued-runs", "7", 7, said -> said.queue().maxRuns()),
                recorded(
                        "max-queued-size", "7MB", 7L << 20, said -> said.queue().maxBytes()),
                recorded(
                        "flush-within",
                        "7s",
                        Duration.ofSeconds(7),
                        said -> said.queue().flushWithin()));
    }

    private static Stream<Row> gateway() {
        return Stream.of(
                asked("url", "http://localhost:1/x", URI.create("http://localhost:1/x"), Gateway::url),
                asked("api-key", "secret", "secret", Gateway::apiKey),
                asked("timeout", "7s", Duration.ofSeconds(7), Gateway::timeout),
                asked("attempts", "7", 7, Gateway::attempts),
                asked("unavailable", "allow", Unavailable.ALLOW, Gateway::unavailable),
                asked("journal", "a/b.jsonl", "a/b.jsonl", Gateway::journal),
                asked("max-pending", "7", 7, Gateway::maxPending));
    }

    private static Row asked(String property, String value, Object expected, Function<Gateway, Object> look) {
        return new Row(
                "guard.budget.gateway." + property,
                new String[] {"guard.budget.gateway." + property + "=" + value},
                application -> look.apply(
                        application.getBean(GuardProperties.class).budget().gateway()),
                expected);
    }

    private static Row recorded(
            String property, String value, Object expected, Function<RecordProperties, Object> look) {
        return new Row(
                "guard.record." + property,
                new String[] {"guard.record." + property + "=" + value},
                application ->
                        look.apply(application.getBean(GuardProperties.class).record()),
                expected);
    }

    private static boolean isGuarded(ApplicationContext application) {
        return application.getBeanProvider(Guard.class).getIfAvailable() != null;
    }

    private static String keyId(ApplicationContext application) {
        return keyId(application.getBean(Guard.class));
    }

    private static String keyId() {
        return keyId(
                Guard.builder(GuardPolicy.defaults()).secretKey(KEY.getBytes()).build());
    }

    private static String keyId(Guard guard) {
        return guard.open(RunContext.of(Principal.ANONYMOUS)).snapshot().keyId();
    }
}
