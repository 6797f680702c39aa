package dev.guardedtool.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.GuardedTool;
import dev.guardedtool.ToolName;
import dev.guardedtool.policy.InvalidPolicyException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

class FailureAnalysisTests {

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(GuardAutoConfiguration.class, GuardRecordingAutoConfiguration.class));

    private static FailureAnalysis analysis(ApplicationContextRunner runner) {
        AtomicReference<ArgumentResolver> arguments = new AtomicReference<>();
        AtomicReference<FailureAnalysis> analysis = new AtomicReference<>();
        runner.withInitializer(
                        starting -> arguments.set(ArgumentResolver.of(Environment.class, starting.getEnvironment())
                                .and(BeanFactory.class, starting.getBeanFactory())))
                .run(application -> {
                    assertThat(application).hasFailed();
                    SpringFactoriesLoader.forDefaultResourceLocation()
                            .load(FailureAnalyzer.class, arguments.get())
                            .stream()
                            .map(analyzer -> analyzer.analyze(application.getStartupFailure()))
                            .filter(Objects::nonNull)
                            .findFirst()
                            .ifPresent(analysis::set);
                });
        return analysis.get();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void namesThePropertyTheValueAndWhatToChange(String yaml, String description, String action) {
        FailureAnalysis analysis = analysis(context.withInitializer(Yaml.of(yaml)));

        assertThat(analysis.getDescription()).isEqualTo(description);
        assertThat(analysis.getAction()).isEqualTo(action);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(
                        "guard.mode: enforec",
                        "guard.mode cannot be 'enforec' (application.yml - 1:13).",
                        "Set guard.mode to one of enforce, warn, shadow."),
                Arguments.of(
                        "guard.mode: inherit",
                        "guard.mode has nothing to inherit from; use enforce, warn or shadow.",
                        "Change guard.mode (application.yml - 1:13)."),
                Arguments.of(
                        "guard.enabled: flase",
                        "guard.enabled must be true or false, was 'flase'.",
                        "Change guard.enabled (application.yml - 1:16)."),
                Arguments.of(
                        "guard.strict: maybe",
                        "guard.strict cannot be 'maybe' (application.yml - 1:15).",
                        "Set guard.strict to true or false."),
                Arguments.of(
                        "guard.circuits.payments.failure-rate: 50",
                        "guard.circuits.payments.failure-rate must be between 0 and 1, was 50.0.",
                        "Change guard.circuits.payments.failure-rate (application.yml - 1:39)."),
                Arguments.of(
                        "guard.circuits.payments.minimum-calls: 50",
                        "guard.circuits.payments.minimum-calls must be between 1 and 20, was 50.",
                        "Change guard.circuits.payments.minimum-calls (application.yml - 1:40)."),
                Arguments.of(
                        "guard.circuits.payments.ignore: overlaoded",
                        "guard.circuits.payments.ignore has 'overlaoded', which is no kind of failure [auth, conflict,"
                                + " invalid, not-found, overloaded, throttled, timeout, transport, unknown], HTTP status,"
                                + " gRPC code, SQLSTATE or full name of an exception type.",
                        "Change guard.circuits.payments.ignore (application.yml - 1:33)."),
                Arguments.of(
                        "guard.tools.refund.access: denied",
                        "guard.tools.refund.access cannot be 'denied' (application.yml - 1:28).",
                        "Set guard.tools.refund.access to one of allow, deny, human."),
                Arguments.of(
                        "guard.tools.refund.access:",
                        "guard.tools.refund.access has no value; give it one or remove it.",
                        "Change guard.tools.refund.access (application.yml - 1:27), or @GuardedTool if it is said"
                                + " there."),
                Arguments.of(
                        "guard.tools.refund: deny",
                        "guard.tools.refund cannot be a single value.",
                        "Set guard.tools.refund to several properties below it."),
                Arguments.of(
                        "guard.tools.refund.max-calls: 2.9",
                        "guard.tools.refund.max-calls must be a whole number, was 2.9.",
                        "Change guard.tools.refund.max-calls (application.yml - 1:31), or @GuardedTool if it is said"
                                + " there."),
                Arguments.of(
                        "guard.tools.send_reply.max-calls: -1",
                        "guard.tools.send_reply.max-calls must be at least 0, was -1.",
                        "Change guard.tools.send_reply.max-calls (application.yml - 1:35), or @GuardedTool if it is"
                                + " said there."),
                Arguments.of(
                        "guard.tools.refund.rate-limit: [{max: 5}]",
                        "guard.tools.refund.rate-limit[0].period is missing; a rate is so many calls in so much time.",
                        "Change guard.tools.refund.rate-limit[0].period, or @GuardedTool if it is said there."),
                Arguments.of(
                        "guard.tools.refund.rate-limit: [{max: 5, period: 1m, per: user}]",
                        "guard.tools.refund.rate-limit[0].per must be global, tenant, principal, session, or an"
                                + " expression such as #userId, was 'user'.",
                        "Change guard.tools.refund.rate-limit[0].per (application.yml - 1:59), or @GuardedTool if it"
                                + " is said there."),
                Arguments.of(
                        "guard.tools.refund.rate-limit: [{max: 5, period: 1m}, {max: 4, period: 60s}]",
                        "guard.tools.refund.rate-limit says twice how many calls PT1M may hold; keep the lower.",
                        "Change guard.tools.refund.rate-limit, or @GuardedTool if it is said there."),
                Arguments.of(
                        "guard.defaults.rate-limit: [{max: 5, period: 1m, per: '#user ='}]",
                        "guard.defaults.rate-limit[0].per does not compile: '#user =' is not an expression: Operand"
                                + " must not be null.",
                        "Change guard.defaults.rate-limit[0].per (application.yml - 1:55)."),
                Arguments.of(
                        "guard.tools.refund.cost: cheap",
                        "guard.tools.refund.cost cannot be 'cheap' (application.yml - 1:26).",
                        "Set guard.tools.refund.cost to a number."),
                Arguments.of(
                        "guard.tools.refund.cache-ttl: soon",
                        "guard.tools.refund.cache-ttl cannot be 'soon' (application.yml - 1:31).",
                        "Set guard.tools.refund.cache-ttl to a duration such as 30s."),
                Arguments.of(
                        "guard.tools.refund.timeout: 0s",
                        "guard.tools.refund.timeout must be more than 0 and at most 100 years, was PT0S.",
                        "Change guard.tools.refund.timeout (application.yml - 1:29), or @GuardedTool if it is said"
                                + " there."),
                Arguments.of(
                        "guard.execution.max-threads: 0",
                        "guard.execution.max-threads must be at least 1, was 0.",
                        "Change guard.execution.max-threads (application.yml - 1:30)."),
                Arguments.of(
                        "guard.tools.refund.argument-rules.note.pattern: '['",
                        "guard.tools.refund.argument-rules.note.pattern cannot be '[' (application.yml - 1:49).",
                        "Set guard.tools.refund.argument-rules.note.pattern to a regular expression."),
                Arguments.of(
                        "guard.tools.refund.argument-rules.amount: {min: 3, max: 2}",
                        "guard.tools.refund.argument-rules.amount has min 3 above max 2.",
                        "Change guard.tools.refund.argument-rules.amount, or @GuardedTool if it is said there."),
                Arguments.of(
                        "guard.tools.refund.key: T(java.lang.Runtime)",
                        "guard.tools.refund.key does not compile: 'T(java.lang.Runtime)' is not allowed in an"
                                + " expression.",
                        "Change guard.tools.refund.key (application.yml - 1:25), or @GuardedTool if it is said"
                                + " there."),
                Arguments.of(
                        "guard.defaults.effect-when: '#result ='",
                        "guard.defaults.effect-when does not compile: '#result =' is not an expression: Operand"
                                + " must not be null.",
                        "Change guard.defaults.effect-when (application.yml - 1:29)."),
                Arguments.of(
                        "guard.budget.warn-at: .nan",
                        "guard.budget.warn-at must be between 0 and 1, was NaN.",
                        "Change guard.budget.warn-at (application.yml - 1:23)."),
                Arguments.of(
                        "guard.arguments.max-depth: 100000",
                        "guard.arguments cannot hold with max-chars 1048576, max-depth 100000 and max-number-length"
                                + " 1000: arguments must not nest deeper than 1000.",
                        "Change guard.arguments."),
                Arguments.of(
                        "guard.prices.gpt.input: 3",
                        "guard.prices.gpt needs input and output.",
                        "Change guard.prices.gpt."),
                Arguments.of(
                        "guard.loops.stall.phrases.de: {apology: '(', working: a, filler: b}",
                        "guard.loops.stall.phrases.de is not a regular expression: Unclosed group near index 1\n(.",
                        "Change guard.loops.stall.phrases.de."),
                Arguments.of(
                        "guard.tools.refund.max-cals: 3",
                        "The guard does not know these properties:\n\n"
                                + "    guard.tools.refund.max-cals (application.yml - 1:30)",
                        "Correct or remove them.\nFor guard.tools.refund.max-cals, did you mean"
                                + " guard.tools.refund.max-calls?"),
                Arguments.of(
                        "guard.record.file: .",
                        "guard.record.file is a folder, .; name a file in it, such as ./runs.jsonl.",
                        "Change guard.record.file (application.yml - 1:20)."),
                Arguments.of(
                        "guard.record.file: pom.xml/runs.jsonl",
                        "guard.record.file is pom.xml/runs.jsonl, whose folder cannot be made: "
                                + Path.of("pom.xml").toAbsolutePath() + " is no folder.",
                        "Change guard.record.file (application.yml - 1:20)."),
                Arguments.of(
                        "guard.record.file: target/runs.jsonl.gz",
                        "guard.record.file is target/runs.jsonl.gz, but only full files are compressed; name it"
                                + " without .gz.",
                        "Change guard.record.file (application.yml - 1:20)."),
                Arguments.of(
                        "guard.record.file:",
                        "guard.record.file has no value; give it one or remove it.",
                        "Change guard.record.file (application.yml - 1:19)."),
                Arguments.of(
                        "guard.record.arguments: plain",
                        "guard.record.arguments cannot be 'plain' (application.yml - 1:25).",
                        "Set guard.record.arguments to one of fingerprint, clear."),
                Arguments.of(
                        "guard.record.max-file-size: large",
                        "guard.record.max-file-size cannot be 'large' (application.yml - 1:29).",
                        "Set guard.record.max-file-size to a size such as 64MB."),
                Arguments.of(
                        "guard.record: { file: target/runs.jsonl, max-files: 0 }",
                        "guard.record.max-files must be at least 1, was 0.",
                        "Change guard.record.max-files (application.yml - 1:53)."),
                Arguments.of(
                        "guard.record: { file: target/runs.jsonl, max-events-per-run: -1 }",
                        "guard.record.max-events-per-run must be at least 1, was -1.",
                        "Change guard.record.max-events-per-run (application.yml - 1:62)."),
                Arguments.of(
                        "guard.record: { file: target/runs.jsonl, max-queued-size: 1KB }",
                        "guard.record.max-queued-size must not be less than max-size-per-run, or large runs are never"
                                + " written.",
                        "Change guard.record.max-queued-size (application.yml - 1:59)."),
                Arguments.of(
                        "guard.record: { file: target/runs.jsonl, secret-names: ['*'] }",
                        "guard.record.secret-names cannot hold: '*' names nothing.",
                        "Change guard.record.secret-names."),
                Arguments.of(
                        "guard.tool.refund.max-calls: 3",
                        "The guard does not know these properties:\n\n"
                                + "    guard.tool.refund.max-calls (application.yml - 1:30)",
                        "Correct or remove them.\nFor guard.tool.refund.max-calls, did you mean guard.tools?"),
                Arguments.of(
                        "guard.tools.refund.argument-rules.amount.maximum: 3",
                        "The guard does not know these properties:\n\n"
                                + "    guard.tools.refund.argument-rules.amount.maximum (application.yml - 1:51)",
                        "Correct or remove them.\nBelow guard.tools.refund.argument-rules.amount there are:"
                                + " optional, min, max, max-length, pattern, deny-pattern, one-of, expression. A name with"
                                + " dots is written in brackets, as in \"[a.b]\"."),
                Arguments.of(
                        "guard.console.enabled: true",
                        "The guard does not know these properties:\n\n"
                                + "    guard.console.enabled (application.yml - 1:24)",
                        "Correct or remove them.\nBelow guard there are: enabled, mode, profile, secret-key,"
                                + " on-error, strict, runs, tracking, numbers, arguments, access, defaults, tools,"
                                + " loops, effects, rates, facts, faults, circuits, budget, prices, execution, texts,"
                                + " record, store, stores, jdbc, redis, startup-checks, unguarded-tools."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "too short", "base64:dG9vIHNob3J0", "hex:0102"})
    void aShortKeyIsRefusedWithoutRepeatingIt(String key) {
        FailureAnalysis analysis = analysis(context.withPropertyValues("guard.secret-key=" + key));

        assertThat(analysis.getDescription())
                .startsWith("guard.secret-key must be at least 16 bytes, was ")
                .doesNotContain("too short", "dG9vI", "0102");
    }

    @ParameterizedTest
    @ValueSource(strings = {"base64:*ertyuiopasdfghjklyxcvbnm", "hex:*1020304050607080910111213141516"})
    void anUnreadableKeyIsRefusedWithoutRepeatingIt(String key) {
        FailureAnalysis analysis = analysis(context.withPropertyValues("guard.secret-key=" + key));

        assertThat(analysis.getDescription())
                .startsWith("guard.secret-key is not ")
                .doesNotContain("ertyu", "10203");
    }

    @Test
    void aMisspeltSecretIsNotRepeated() {
        FailureAnalysis analysis = analysis(context.withPropertyValues("guard.secret=the most secret of keys"));

        assertThat(analysis.getDescription() + analysis.getAction())
                .contains("guard.secret")
                .doesNotContain("most secret");
    }

    @Test
    void anAnnotationIsNamedByToolAndAttribute() {
        GuardedTool said = AnnotatedTools.of("expensive");
        FailureAnalysis analysis = analysis(context.withBean(
                GuardedToolDeclarations.class,
                () -> () -> Map.of(ToolName.of("expensive"), GuardedToolMapping.toPolicy("expensive", said))));

        assertThat(analysis.getDescription())
                .isEqualTo("guard.tools.expensive.cost of @GuardedTool must be a decimal such as 0.05, was 'a lot'.");
        assertThat(analysis.getAction())
                .isEqualTo("Change guard.tools.expensive.cost, or @GuardedTool if it is said there.");
    }

    @Test
    void whatNoPropertyCausedIsNotBlamedOnOne() {
        FailureAnalysis analysis = analysis(context.withBean(GuardPolicyCustomizer.class, () -> policy -> {
            throw new InvalidPolicyException("checks", "stand in each other's way");
        }));

        assertThat(analysis.getDescription())
                .isEqualTo("The guard cannot be put together: checks stand in each other's way.");
        assertThat(analysis.getAction()).isEqualTo("Change the bean that asks for this.");
    }
}
