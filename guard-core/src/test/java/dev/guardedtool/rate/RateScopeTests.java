package dev.guardedtool.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Principal;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.RatePolicy;
import dev.guardedtool.policy.ToolRate;
import dev.guardedtool.testing.Given;
import dev.guardedtool.testing.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose calls are counted together, and what a refusal says. */
class RateScopeTests {

    private static final ToolCall SEND = ToolCall.of("send", "{\"user\":\"7\"}");

    private final TestClock clock = new TestClock();

    /** Who calls after ann of tenant one called in conversation c1 for user 7. */
    @ParameterizedTest
    @CsvSource({
        "'', bob, two, c2, 8, false",
        "global, bob, two, c2, 8, false",
        "tenant, bob, one, c2, 8, false",
        "tenant, ann, two, c1, 7, true",
        "principal, ann, one, c2, 8, false",
        "principal, bob, one, c1, 7, true",
        "principal, ann, two, c1, 7, true",
        "session, bob, one, c1, 8, false",
        "session, ann, one, c2, 7, true",
        "session, ann, two, c1, 7, true",
        "#user, bob, one, c2, 7, false",
        "#user, ann, one, c1, 8, true",
        "#user, ann, two, c1, 7, true"
    })
    void callsOfTheSameHolderAreCountedTogether(
            String per, String name, String tenant, String session, String user, boolean allowed) {
        Guard guard = guard(per);
        call(guard, "ann", "one", "c1", "7");

        assertThat(call(guard, name, tenant, session, user).allowed()).isEqualTo(allowed);
    }

    @Test
    void theHolderCannotBeForgedWithASeparator() {
        Guard guard = guard("principal");
        call(guard, "b:c", "a", "s", "7");

        assertThat(call(guard, "c", "a:b", "s", "7").allowed()).isTrue();
    }

    @Test
    void withoutAConversationTheRunIsTheSession() {
        Guard guard = guard("session");
        guard.open(RunContext.anonymous()).check(SEND);

        assertThat(guard.open(RunContext.anonymous()).check(SEND).allowed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"user\":\"\"}", "{\"user\":[7]}", "{\"user\":{\"id\":7}}"})
    void whatCannotBeToldFromTheArgumentsRefuses(String arguments) {
        Decision decision = guard("#user").open(RunContext.anonymous()).check(ToolCall.of("send", arguments));

        assertThat(decision.reason()).isEqualTo(GuardReason.ARGUMENT_RULE);
    }

    @ParameterizedTest
    @CsvSource({"7, 7.0", "7, 70e-1", "7, '\"7\"'", "null, null"})
    void spellingDoesNotMakeAnotherHolder(String one, String other) {
        GuardRun run = guard("#user").open(RunContext.anonymous());
        run.check(ToolCall.of("send", "{\"user\":" + one + "}"));

        assertThat(run.check(ToolCall.of("send", "{\"user\":" + other + "}")).reason())
                .isEqualTo(GuardReason.RATE_LIMITED);
    }

    @Test
    void aRefusalSaysWhenToTryAgainAndTellsNobodyTheArguments() {
        GuardRun run = guard("#user").open(RunContext.anonymous());
        run.check(SEND);
        clock.advance(Duration.ofMillis(1_500));

        Decision decision = run.check(SEND);

        assertThat(decision).isInstanceOf(Decision.Block.class);
        assertThat(decision.explanation().retryAfter()).isEqualTo(Duration.ofMillis(58_500));
        assertThat(decision.explanation().figures())
                .containsEntry("limit", 1)
                .containsEntry("period_ms", 60_000L)
                .containsEntry("per", "#user");
        assertThat(decision.text()).contains("59 seconds").doesNotContain("7");
    }

    @Test
    void aFullStoreRefusesAndRecovers() {
        GuardPolicy policy = policy("#user").withRates(new RatePolicy(null, 1));
        GuardRun run = Given.guard(policy).clock(clock).build().open(RunContext.anonymous());
        run.check(SEND);
        ToolCall other = ToolCall.of("send", "{\"user\":\"8\"}");

        assertThat(run.check(other).reason()).isEqualTo(GuardReason.LIMIT_STORE_FULL);
        assertThat(run.check(SEND).reason()).isEqualTo(GuardReason.RATE_LIMITED);
        clock.advance(Duration.ofMinutes(1));
        assertThat(run.check(other).allowed()).isTrue();
    }

    private static Decision call(Guard guard, String name, String tenant, String session, String user) {
        RunContext context =
                RunContext.of(new Principal(name, Set.of(), tenant)).withSession(session);
        try (GuardRun run = guard.open(context)) {
            return run.check(ToolCall.of("send", "{\"user\":\"" + user + "\"}"));
        }
    }

    private Guard guard(String per) {
        return Given.guard(policy(per)).clock(clock).build();
    }

    private static GuardPolicy policy(String per) {
        return Given.tool("send", tool -> tool.rates(List.of(new ToolRate(1, Duration.ofMinutes(1), per))));
    }
}
