package dev.guardedtool.autoconfigure.actuate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Principal;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolName;
import dev.guardedtool.Usage;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.budget.BudgetStore;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.GuardPolicy;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Answers;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** Meters tell which limit refuses and how budgets of everybody stand, and name nobody. */
class LimitMetersTests {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final MeterRegistry meters = new SimpleMeterRegistry();

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(GuardAutoConfiguration.class, GuardMetricsAutoConfiguration.class))
            .withPropertyValues(
                    "guard.secret-key=0123456789abcdef0123456789abcdef",
                    "guard.budget.limits.all.scope=global",
                    "guard.budget.limits.all.window=day",
                    "guard.budget.limits.all.max-calls=4",
                    "guard.budget.limits.all.max-cost=2.50",
                    "guard.budget.limits.user.scope=principal",
                    "guard.budget.limits.user.max-calls=2",
                    "guard.budget.limits.user.max-tokens=100",
                    "guard.tools.mail.rate-limit[0].max=1",
                    "guard.tools.mail.rate-limit[0].period=1m",
                    "guard.tools.mail.rate-limit[0].per=#to");

    private void bound(ApplicationContext context) {
        context.getBeansOfType(MeterBinder.class).values().forEach(binder -> binder.bindTo(meters));
    }

    private static void call(ApplicationContext context, String tool, int times) {
        RunContext ann = RunContext.of(Principal.of("ann"));
        for (int i = 0; i < times; i++) {
            try (GuardRun run = context.getBean(Guard.class).open(ann)) {
                run.call(ToolCall.of(tool, "{\"to\":\"bob@example.com\"}"), arguments -> "done");
            }
        }
    }

    private String counted(String name) {
        return meters.find(name).meters().stream()
                .map(meter ->
                        tags(meter) + "=" + meter.measure().iterator().next().getValue())
                .sorted()
                .collect(Collectors.joining("; "));
    }

    private static String tags(Meter meter) {
        return meter.getId().getTags().stream()
                .map(tag -> tag.getKey() + ":" + tag.getValue())
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource({"enforce, true", "shadow, false", "warn, false"})
    void aRateThatRefusesIsCountedByToolScopeAndPeriod(String mode, String enforced) {
        contexts.withPropertyValues("guard.mode=" + mode).run(context -> {
            bound(context);

            call(context, "mail", 2);

            assertThat(counted("guard.rate.refusals"))
                    .isEqualTo("enforced:" + enforced + " per:#to period:PT1M tool:mail=1.0");
        });
    }

    @ParameterizedTest
    @CsvSource({"enforce, true", "shadow, false", "warn, false"})
    void aBudgetThatRefusesIsCountedByItsName(String mode, String enforced) {
        contexts.withPropertyValues("guard.mode=" + mode).run(context -> {
            bound(context);

            call(context, "search", 3);

            assertThat(counted("guard.budget.refusals"))
                    .isEqualTo("asked:tool budget:user enforced:" + enforced + " figure:calls scope:principal=1.0");
        });
    }

    @Test
    void aModelThatIsNotAskedIsCountedAsSuch() {
        contexts.run(context -> {
            bound(context);

            try (GuardRun run = context.getBean(Guard.class).open(RunContext.of(Principal.of("ann")))) {
                run.openRound(Usage.of("any", 90, 90));
            }

            assertThat(counted("guard.budget.refusals"))
                    .isEqualTo("asked:model budget:user enforced:true figure:tokens scope:principal=1.0");
        });
    }

    @Test
    void nobodyIsNamed() {
        contexts.run(context -> {
            bound(context);

            call(context, "mail", 2);
            call(context, "search", 3);

            assertThat(meters.getMeters())
                    .flatMap(meter -> meter.getId().getTags())
                    .extracting(Tag::getValue)
                    .contains("mail", "user", "all")
                    .noneMatch(value -> value.contains("ann") || value.contains("bob"));
        });
    }

    @Test
    void theLevelOfWhatEverybodySharesIsThatOfTheCurrentPeriod() {
        Clock clock = mock(Clock.class, Answers.CALLS_REAL_METHODS);
        when(clock.getZone()).thenReturn(ZoneOffset.UTC);
        when(clock.instant()).thenReturn(NOON);
        contexts.withBean(Clock.class, () -> clock).run(context -> {
            bound(context);
            call(context, "search", 2);

            assertThat(counted("guard.budget.used"))
                    .isEqualTo("budget:all figure:calls=2.0; budget:all figure:cost=0.0");
            assertThat(counted("guard.budget.limit"))
                    .isEqualTo("budget:all figure:calls=4.0; budget:all figure:cost=2.5");

            when(clock.instant()).thenReturn(NOON.plus(Duration.ofDays(1)));

            assertThat(counted("guard.budget.used"))
                    .isEqualTo("budget:all figure:calls=0.0; budget:all figure:cost=0.0");
        });
    }

    @Test
    void aStoreThatCannotBeReachedLeavesTheLevelUnknown() {
        BudgetStore broken = mock(BudgetStore.class, invocation -> {
            throw new IllegalStateException("unreachable");
        });

        contexts.withBean(BudgetStore.class, () -> broken).run(context -> {
            bound(context);

            assertThat(counted("guard.budget.used"))
                    .isEqualTo("budget:all figure:calls=NaN; budget:all figure:cost=NaN");
        });
    }

    @Test
    void moreToolsThanThereCanBeAreCountedTogether() {
        RefusalMeters refusals = new RefusalMeters(GuardPolicy.defaults());
        refusals.bindTo(meters);

        for (int i = 0; i < RefusalMeters.MOST_TOOLS + 5; i++) {
            refusals.onEvent(decided("tool" + i, rateLimited()));
        }
        refusals.onEvent(decided("tool7", rateLimited()));

        assertThat(meters.find("guard.rate.refusals").counters()).hasSize(RefusalMeters.MOST_TOOLS + 1);
        assertThat(meters.get("guard.rate.refusals")
                        .tag("tool", "others")
                        .counter()
                        .count())
                .isEqualTo(5);
        assertThat(meters.get("guard.rate.refusals")
                        .tag("tool", "tool7")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void whatChecksOfTheApplicationSayIsNoTag() {
        RefusalMeters refusals = new RefusalMeters(GuardPolicy.defaults());
        refusals.bindTo(meters);

        refusals.onEvent(decided("mail", Explanation.of(GuardReason.RATE_LIMITED)));
        refusals.onEvent(
                decided("mail", Explanation.of(GuardReason.CALL_BUDGET_EXCEEDED).figure("budget", "that of ann")));

        assertThat(meters.getMeters()).isEmpty();
    }

    @Test
    void theManualNamesThemWithTheirTags() {
        contexts.run(context -> {
            bound(context);
            call(context, "mail", 2);
            call(context, "search", 3);
            String manual = Files.readString(Path.of("../docs/limits.md"));

            assertThat(meters.getMeters())
                    .extracting(Meter::getId)
                    .filteredOn(id -> id.getName().startsWith("guard."))
                    .hasSize(6)
                    .allSatisfy(id -> assertThat(manual.lines())
                            .filteredOn(line -> line.startsWith("| `" + id.getName() + "` |"))
                            .singleElement()
                            .satisfies(row ->
                                    assertThat(id.getTags()).allMatch(tag -> row.contains("`" + tag.getKey() + "`"))));
        });
    }

    private static Explanation rateLimited() {
        return Explanation.of(GuardReason.RATE_LIMITED).figure("per", "global").figure("period_ms", 60_000L);
    }

    private static GuardEvent decided(String tool, Explanation why) {
        return new GuardEvent.Decided("run", NOON, ToolName.of(tool), "call", "", Decision.block(why));
    }
}
