package dev.guardedtool.replay;

import static dev.guardedtool.replay.Given.call;
import static dev.guardedtool.replay.Given.failed;
import static dev.guardedtool.replay.Given.ok;
import static dev.guardedtool.replay.Given.run;
import static dev.guardedtool.replay.Given.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.guardedtool.Decision;
import dev.guardedtool.DecisionType;
import dev.guardedtool.Effect;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Mode;
import dev.guardedtool.Money;
import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.Usage;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.GuardModule;
import dev.guardedtool.check.Phase;
import dev.guardedtool.policy.Access;
import dev.guardedtool.policy.BudgetLimit;
import dev.guardedtool.policy.BudgetPolicy;
import dev.guardedtool.policy.BudgetPolicy.Unpriced;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.InvalidPolicyException;
import dev.guardedtool.policy.PriceList;
import dev.guardedtool.policy.ToolPolicy;
import dev.guardedtool.policy.ToolRate;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReplayTests {

    private static final RecordedEvent LOOK = call("look", "{\"id\": 1}");

    private static final RecordedRun TWO_MAILS =
            run(call("mail", "{\"id\": 1}"), ok("sent"), call("mail", "{\"id\": 2}"), ok("sent"));

    private static final RecordedRun THREE_ALIKE = run(LOOK, ok("same"), LOOK, ok("same"), LOOK, ok("same"));

    @Test
    void aRunWithoutLoopsIsLeftAlone() {
        ReplayedRun replayed = Replay.of(GuardPolicy.defaults())
                .replay(run(said("Let me look."), LOOK, ok("a"), call("look", "{\"id\": 2}"), ok("b"), said("Done.")));

        assertThat(replayed.decisions()).isEmpty();
        assertThat(replayed.touched()).isFalse();
        assertThat(replayed.harmed()).isFalse();
    }

    @Test
    void anAnswerFromMemoryNamesTheResultItIs() {
        ReplayedRun replayed = Replay.of(GuardPolicy.defaults()).replay(THREE_ALIKE);

        assertThat(replayed.touched()).isTrue();
        assertThat(replayed.decisions())
                .containsExactly(new ReplayedDecision(
                        4,
                        ToolName.of("look"),
                        DecisionType.CACHE,
                        GuardReason.IDENTICAL_TOOLCALL_LOOP_CACHE,
                        null,
                        3,
                        false,
                        false));
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"ENFORCE", "WARN", "SHADOW"})
    void modesOfThePolicyDoNotMatter(Mode mode) {
        RecordedRun run = run(
                LOOK,
                ok("same"),
                LOOK,
                ok("same"),
                LOOK,
                ok("same"),
                LOOK,
                ok("new"),
                said("I am stuck here."),
                said("I am stuck here."),
                said("I am stuck here."),
                said("I am stuck here."),
                said("I am stuck here."),
                said("I am stuck here."));
        ReplayedRun enforced = Replay.of(GuardPolicy.defaults()).replay(run);

        ReplayedRun replayed = Replay.of(GuardPolicy.defaults().withMode(mode)).replay(run);

        assertThat(replayed).isEqualTo(enforced);
        assertThat(replayed.decisions()).extracting(ReplayedDecision::isText).contains(true, false);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void modesOfToolsDoNotMatter(Mode mode) {
        GuardPolicy policy = GuardPolicy.defaults()
                .withToolDefaults(ToolPolicy.builder().mode(mode).build())
                .withTools(Map.of(
                        ToolName.of("look"), ToolPolicy.builder().mode(mode).build()));
        ReplayedRun enforced = Replay.of(GuardPolicy.defaults()).replay(THREE_ALIKE);

        assertThat(Replay.of(policy).replay(THREE_ALIKE)).isEqualTo(enforced);
    }

    @Test
    void modesOfAnnotationsDoNotMatter() {
        Replay replay = Replay.builder(GuardPolicy.defaults())
                .declared(
                        ToolName.of("look"),
                        ToolPolicy.builder().mode(Mode.ENFORCE).build())
                .build();

        assertThat(replay.replay(THREE_ALIKE))
                .isEqualTo(Replay.of(GuardPolicy.defaults()).replay(THREE_ALIKE));
    }

    @Test
    void whatIsRecordedIsLearntWhateverWasDecided() {
        GuardPolicy policy = GuardPolicy.defaults();
        RecordedRun run = run(LOOK, ok("same"), LOOK, ok("same"), LOOK, ok("new"), LOOK, ok("new"), LOOK, ok("new"));

        List<ReplayedDecision> decisions = Replay.of(policy).replay(run).decisions();

        assertThat(decisions).extracting(ReplayedDecision::event).containsExactly(4, 8);
        assertThat(decisions).extracting(ReplayedDecision::servedFrom).containsExactly(3, 7);
    }

    @Test
    void aRefusedCallDoesNotCount() {
        GuardPolicy policy = GuardPolicy.defaults()
                .withTools(Map.of(
                        ToolName.of("limited"), ToolPolicy.builder().maxCalls(2).build(),
                        ToolName.of("denied"),
                                ToolPolicy.builder().access(Access.DENY).build()));
        List<RecordedEvent> events = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            events.add(call("limited", "{\"n\":" + i + "}"));
            events.add(ok("limited " + i));
            events.add(call("denied", "{\"n\":" + i + "}"));
            events.add(ok("denied " + i));
        }

        List<ReplayedDecision> decisions = Replay.of(policy)
                .replay(run(events.toArray(RecordedEvent[]::new)))
                .decisions();

        assertThat(decisions)
                .extracting(ReplayedDecision::event, ReplayedDecision::reason)
                .containsExactly(
                        tuple(2, GuardReason.POLICY_DENY),
                        tuple(6, GuardReason.POLICY_DENY),
                        tuple(8, GuardReason.MAX_CALLS_PER_TOOL),
                        tuple(10, GuardReason.POLICY_DENY),
                        tuple(12, GuardReason.MAX_CALLS_PER_TOOL),
                        tuple(14, GuardReason.POLICY_DENY));
    }

    @Test
    void aWarningIsToldOnTheCallWhoseResultItRidesOn() {
        ReplayedRun replayed = Replay.of(GuardPolicy.defaults())
                .replay(run(
                        call("look", "{\"id\":1}"),
                        failed("404", "no"),
                        call("look", "{\"id\":2}"),
                        failed("404", "no"),
                        call("look", "{\"id\":3}"),
                        failed("404", "no")));

        assertThat(replayed.touched()).isFalse();
        assertThat(replayed.decisions())
                .containsExactly(new ReplayedDecision(
                        4,
                        ToolName.of("look"),
                        DecisionType.ALLOW,
                        GuardReason.ALLOW,
                        GuardReason.ERROR_STREAK,
                        null,
                        false,
                        false));
    }

    @Test
    void aCallWithoutARecordedResultCountsAsFailed() {
        GuardPolicy once = GuardPolicy.defaults()
                .withTools(Map.of(
                        ToolName.of("refund"),
                        ToolPolicy.builder().effect(Effect.ONCE).build()));
        RecordedEvent refund = call("refund", "{\"id\":1}");

        ReplayedRun replayed = Replay.of(once).replay(run(refund, said("Hm."), refund, ok("done")));
        ReplayedRun streak = Replay.of(GuardPolicy.defaults())
                .replay(run(call("look", "{\"id\":1}"), call("look", "{\"id\":2}"), call("look", "{\"id\":3}")));

        assertThat(replayed.decisions())
                .extracting(ReplayedDecision::event, ReplayedDecision::reason)
                .containsExactly(tuple(2, GuardReason.EFFECT_UNKNOWN));
        assertThat(streak.decisions())
                .extracting(ReplayedDecision::event, ReplayedDecision::warning)
                .containsExactly(tuple(2, GuardReason.ERROR_STREAK));
    }

    @Test
    void aResultThatFollowsNoCallIsNoResult() {
        ReplayedRun replayed = Replay.of(GuardPolicy.defaults())
                .replay(run(ok("stray"), LOOK, ok("same"), ok("stray"), LOOK, ok("same"), LOOK, ok("same")));

        assertThat(replayed.decisions())
                .extracting(ReplayedDecision::event, ReplayedDecision::servedFrom)
                .containsExactly(tuple(6, 5));
    }

    @Test
    void runsDoNotKnowTheEffectsOfOthers() {
        GuardPolicy policy = GuardPolicy.defaults()
                .withTools(Map.of(
                        ToolName.of("refund"),
                        ToolPolicy.builder()
                                .effect(Effect.ONCE)
                                .key("#id")
                                .effectScope(EffectScope.TENANT)
                                .build()));
        RecordedRun run = run(call("refund", "{\"id\":1}"), ok("done"));
        Replay replay = Replay.of(policy);

        assertThat(replay.replay(run).touched()).isFalse();
        assertThat(replay.replay(run).touched()).isFalse();
        assertThat(replay.replay(run(call("refund", "{\"id\":1}"), ok("done"), call("refund", "{\"id\":1}"), ok("no")))
                        .decisions())
                .extracting(ReplayedDecision::event, ReplayedDecision::reason, ReplayedDecision::servedFrom)
                .containsExactly(tuple(2, GuardReason.IDEMPOTENT_REPLAY, 1));
    }

    @Test
    void ratesAreNotJudgedSinceRecordingsCarryNoTimes() {
        Replay replay = Replay.of(mail(ToolPolicy.builder()
                .rates(List.of(new ToolRate(1, Duration.ofDays(1), "")))
                .build()));

        assertThat(replay.replay(TWO_MAILS).decisions()).isEmpty();
        assertThat(replay.replay(TWO_MAILS).decisions()).isEmpty();
    }

    @Test
    void attemptsAreCountedForEachRun() {
        Replay replay = Replay.of(mail(ToolPolicy.builder().maxAttempts(1).build()));

        for (int i = 0; i < 2; i++) {
            assertThat(replay.replay(TWO_MAILS).decisions())
                    .extracting(ReplayedDecision::reason)
                    .containsExactly(GuardReason.MAX_ATTEMPTS);
        }
    }

    private static GuardPolicy mail(ToolPolicy said) {
        return GuardPolicy.defaults().withTools(Map.of(ToolName.of("mail"), said));
    }

    @Test
    void usageCountsAgainstTheBudget() {
        BudgetPolicy budget = new BudgetPolicy(null, 100L, 0.8, Money.ZERO, true, Unpriced.WARN, PriceList.empty());
        RecordedEvent used = new RecordedEvent.ModelUsage(Usage.of("m", 60, 0));

        ReplayedRun replayed = Replay.of(GuardPolicy.defaults().withBudget(budget))
                .replay(run(used, LOOK, ok("a"), used, call("look", "{}"), ok("b")));

        assertThat(replayed.decisions())
                .extracting(ReplayedDecision::event, ReplayedDecision::reason)
                .containsExactly(tuple(4, GuardReason.TOKEN_BUDGET_EXCEEDED));
    }

    @Test
    void usageWithoutAKnownPriceStopsNothing() {
        BudgetPolicy budget =
                new BudgetPolicy(Money.of("1"), null, 0.8, Money.ZERO, true, Unpriced.WARN, PriceList.empty());

        ReplayedRun replayed = Replay.of(GuardPolicy.defaults().withBudget(budget))
                .replay(run(
                        new RecordedEvent.ModelUsage(Usage.of("unheard of", 60, 0)),
                        new RecordedEvent.ModelUsage(Usage.unreported(null)),
                        LOOK,
                        ok("a")));

        assertThat(replayed.decisions()).isEmpty();
    }

    @Test
    void argumentsThatAreNoJsonAreDecidedLikeAnyOthers() {
        ReplayedRun replayed =
                Replay.of(GuardPolicy.defaults()).replay(run(call("look", "{oops"), failed("400", "no")));

        assertThat(replayed.decisions())
                .extracting(ReplayedDecision::reason)
                .containsExactly(GuardReason.ARGUMENTS_MALFORMED);
    }

    @Test
    void checksOfTheApplicationAreAsked() {
        GuardModule never = GuardModule.of(new GuardCheck() {
            @Override
            public int order() {
                return Phase.ACCESS.at(50);
            }

            @Override
            public Decision check(CallView call) {
                return new Decision.Cache(
                        Explanation.of(GuardReason.IDEMPOTENT_REPLAY), ToolResult.ok("elsewhere"), "of another system");
            }
        });

        List<ReplayedDecision> decisions = Replay.builder(GuardPolicy.defaults())
                .module(never)
                .build()
                .replay(run(LOOK, ok("a")))
                .decisions();

        assertThat(decisions)
                .extracting(ReplayedDecision::type, ReplayedDecision::servedFrom, ReplayedDecision::harmful)
                .containsExactly(tuple(DecisionType.CACHE, null, true));
    }

    @Test
    void expressionsAndErrorsAreTheApplicationsOwn() {
        GuardPolicy policy = GuardPolicy.defaults()
                .withTools(Map.of(
                        ToolName.of("refund"),
                        ToolPolicy.builder()
                                .effect(Effect.ONCE)
                                .key("own syntax")
                                .build()));
        RecordedRun run = run(call("refund", "{\"a\":1}"), ok("done"), call("refund", "{\"a\":1}"), ok("done"));

        Replay replay = Replay.builder(policy)
                .expressions(text -> variables -> "constant")
                .build();

        assertThatThrownBy(() -> Replay.of(policy)).isInstanceOf(InvalidPolicyException.class);
        assertThat(replay.replay(run).decisions())
                .extracting(ReplayedDecision::reason)
                .containsExactly(GuardReason.IDEMPOTENT_REPLAY);
    }

    @Test
    void twoReplaysFromOneBuilderShareNothing() {
        GuardPolicy policy = GuardPolicy.defaults()
                .withTools(Map.of(
                        ToolName.of("refund"),
                        ToolPolicy.builder().effect(Effect.ONCE).key("#id").build()));
        RecordedRun twice = run(call("refund", "{\"id\":1}"), ok("done"), call("refund", "{\"id\":1}"), ok("done"));
        ReplayBuilder builder = Replay.builder(policy);
        Replay first = builder.build();
        Replay second = builder.build();

        assertThat(first.replay(twice)).isEqualTo(second.replay(twice));
        assertThat(first.replay(twice).decisions()).hasSize(1);
    }

    @Test
    void everyRunIsHandedOnAndCounted() {
        List<ReplayedRun> seen = new ArrayList<>();

        ReplaySummary summary = Replay.of(GuardPolicy.defaults())
                .replay(List.of(run(LOOK, ok("a")), THREE_ALIKE).iterator(), seen::add);

        assertThat(seen).extracting(ReplayedRun::recorded).containsExactly(run(LOOK, ok("a")), THREE_ALIKE);
        assertThat(summary.all().successful()).isEqualTo(new RunCounts(2, 1, 0, 0));
    }

    @Test
    void budgetsThatRunsShareAreNotJudged() {
        GuardPolicy policy = GuardPolicy.defaults();
        List<BudgetLimit> limits = List.of(calls("run", BudgetLimit.Scope.RUN), calls("all", BudgetLimit.Scope.GLOBAL));
        Replay replay = Replay.of(policy.withBudget(
                policy.budget().withShared(policy.budget().shared().withLimits(limits))));

        assertThat(replay.replay(run(LOOK, ok("a"))).decisions()).isEmpty();
        assertThat(replay.replay(run(LOOK, ok("a"))).decisions()).isEmpty();
        assertThat(replay.replay(TWO_MAILS).decisions())
                .extracting(ReplayedDecision::reason)
                .containsExactly(GuardReason.CALL_BUDGET_EXCEEDED);
    }

    private static BudgetLimit calls(String name, BudgetLimit.Scope scope) {
        return new BudgetLimit(name, scope, BudgetLimit.Window.NONE, ZoneOffset.UTC, null, null, 1L, null, 0.8);
    }
}
