package dev.guardedtool.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Money;
import dev.guardedtool.Reason;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolResult;
import dev.guardedtool.Usage;
import dev.guardedtool.policy.BudgetPolicy;
import dev.guardedtool.policy.EffectPolicy;
import dev.guardedtool.policy.FaultPolicy;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.PriceList;
import dev.guardedtool.testing.Given;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** A run can be continued elsewhere where it was left, or not at all. */
class SnapshotTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ToolCall REFUND = ToolCall.of("refund", "{\"secret\":\"4111-1111\"}");

    private final Guard guard = Given.guard(policy()).build();
    private final GuardRun run = guard.open(RunContext.anonymous().withRunId("run-1"));

    private static GuardPolicy policy() {
        GuardPolicy policy = GuardPolicy.defaults()
                .withFaults(new FaultPolicy(true, false, 2, Set.of("5xx"), FaultPolicy.ErrorClasses.EXPLICIT, true))
                .withEffects(limited(3))
                .withBudget(new BudgetPolicy(
                        Money.of("10"),
                        10_000L,
                        0.1,
                        Money.of("0.25"),
                        true,
                        BudgetPolicy.Unpriced.REFUSE,
                        PriceList.empty()));
        return Given.tool(
                Given.tool(policy, "refund", tool -> tool.effect(Effect.ONCE)), "capped", tool -> tool.maxCalls(1));
    }

    private static EffectPolicy limited(int perTool) {
        EffectPolicy defaults = EffectPolicy.defaults();
        return new EffectPolicy(
                perTool,
                defaults.waitFor(),
                defaults.ttl(),
                defaults.maxEntries(),
                defaults.maxAnswer(),
                true,
                false,
                defaults.safeExceptions());
    }

    @BeforeEach
    void somethingOfEverythingHappened() {
        run.record(run.check(REFUND).handle(), ToolResult.ok("secret payload"));
        run.record(run.check(ToolCall.of("refund", "{\"i\":2}")).handle(), ToolResult.failedAfterEffect("timeout"));
        run.record(run.check(ToolCall.of("refund", "{\"i\":3}")).handle(), ToolResult.failed("503"));
        run.check(REFUND);
        run.record(run.check(ToolCall.of("capped", "{}")).handle(), ToolResult.ok("seen"));
        run.check(ToolCall.of("capped", "{}"));
        for (int i = 0; i < 2; i++) {
            run.record(run.check(ToolCall.of("broken", "{\"i\":" + i + "}")).handle(), ToolResult.failed("500"));
        }
        run.check(ToolCall.of("broken", "{\"i\":3}"));
        run.recordUsage(new Usage("m", 100, 10, 0, Money.of("1.5"), true));
        run.addCost("ocr", Money.of("0.01"));
        for (int i = 0; i < 3; i++) {
            run.inspectOutput("I apologize for the delay.");
        }
        run.check(ToolCall.of("later", "{}"));
    }

    @Test
    void theRoundTripKeepsEveryCounter() {
        run.abandon(run.check(ToolCall.of("other", "{}")).handle());
        RunReport before = run.report();

        GuardRun restored = roundTrip();

        RunReport after = restored.report();
        assertThat(after)
                .usingRecursiveComparison()
                .ignoringFields("open", "subjects.budget.reserved")
                .isEqualTo(before);
        assertThat(before.open()).isEqualTo(1);
        assertThat(after.open()).isZero();
        assertThat(before.subjects().keySet()).containsExactlyInAnyOrder("effect", "budget", "fault", "rate", "loop");
    }

    @Test
    void aSecondSnapshotIsTheSame() {
        assertThat(roundTrip().snapshot().toJson()).isEqualTo(run.snapshot().toJson());
    }

    @Test
    void theRunGoesOnWhereItWasLeft() {
        GuardRun restored = roundTrip();

        assertThat(restored.runId()).isEqualTo("run-1");
        assertThat(restored.check(REFUND))
                .isInstanceOfSatisfying(
                        Decision.Cache.class,
                        cache -> assertThat(cache.result()).isEqualTo(ToolResult.ok(null)));
        assertThat(restored.check(ToolCall.of("refund", "{\"i\":2}")))
                .isInstanceOfSatisfying(
                        Decision.Cache.class,
                        cache -> assertThat(cache.result()).isEqualTo(ToolResult.failedAfterEffect("timeout")));
        assertThat(reason(restored, "refund", "{\"i\":3}")).isEqualTo(GuardReason.EFFECT_UNKNOWN);
        assertThat(reason(restored, "capped", "{}")).isEqualTo(GuardReason.MAX_CALLS_PER_TOOL);
        assertThat(reason(restored, "broken", "{\"i\":3}")).isEqualTo(GuardReason.TOOL_QUARANTINED);
    }

    @Test
    void callsGetFreshIds() {
        Decision before = run.check(ToolCall.of("x", "{}"));

        Decision after = roundTrip().check(ToolCall.of("y", "{}"));

        assertThat(after.handle().callId()).isNotEqualTo(before.handle().callId());
    }

    @Test
    void anEffectThatIsOpenIsInDoubtElsewhere() {
        ToolCall open = ToolCall.of("refund", "{\"open\":true}");
        run.check(open);

        GuardRun restored = roundTrip();

        assertThat(restored.check(open).reason()).isEqualTo(GuardReason.EFFECT_UNKNOWN);
    }

    @Test
    void noArgumentsAndNoPayloadsAreInIt() {
        String json = run.snapshot().toJson();

        assertThat(json).doesNotContain("4111").doesNotContain("secret payload").doesNotContain("apologize");
        assertThat(json).doesNotContain("a key that only tests know");
    }

    @Test
    void itSaysItsVersionAndItsKey() {
        Map<?, ?> json = JSON.readValue(run.snapshot().toJson(), Map.class);

        assertThat(json.get("version")).isEqualTo(RunSnapshot.VERSION);
        assertThat(json.get("key_id")).isEqualTo(run.fingerprints().keyId().hex());
        assertThat(json.get("run_id")).isEqualTo("run-1");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 2, 3, 1_000})
    void anotherVersionIsRefused(int version) {
        RunSnapshot snapshot = run.snapshot();
        RunSnapshot other = new RunSnapshot(version, snapshot.keyId(), snapshot.runId(), snapshot.sections());

        assertThatThrownBy(() -> guard.restore(other, RunContext.anonymous()))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("version " + version);
    }

    @Test
    void anotherKeyIsRefused() {
        Guard other = Guard.builder(policy())
                .secretKey("another key that tests know".getBytes(StandardCharsets.UTF_8))
                .build();

        assertThatThrownBy(() -> other.restore(run.snapshot(), RunContext.anonymous()))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("another secret key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "nonsense",
                "{\"version\":1}",
                "{\"version\":\"1\",\"key_id\":\"k\",\"run_id\":\"r\",\"sections\":{}}",
                "{\"version\":1,\"key_id\":\"k\",\"run_id\":\"r\",\"sections\":[]}",
                "{\"version\":1,\"key_id\":\"k\",\"run_id\":\"r\",\"sections\":{\"tally\":7}}",
                "{\"version\":1,\"key_id\":\"k\",\"run_id\":null,\"sections\":{}}",
                "{\"version\":99999999999,\"key_id\":\"k\",\"run_id\":\"r\",\"sections\":{}}"
            })
    void whatIsNoSnapshotIsRefused(String text) {
        assertThatThrownBy(() -> RunSnapshot.fromJson(text)).isInstanceOf(SnapshotException.class);
    }

    @Test
    void everyLostSectionIsNoticed() {
        for (String name : List.copyOf(run.snapshot().sections().keySet())) {
            assertRefused(sections -> {
                sections.remove(name);
                return sections;
            });
            assertRefused(sections -> {
                sections.put(name, null);
                return sections;
            });
        }
    }

    @ParameterizedTest
    @MethodSource("damages")
    void aDamagedSectionIsRefused(UnaryOperator<Map<String, Object>> damage) {
        assertRefused(damage);
    }

    static Stream<UnaryOperator<Map<String, Object>>> damages() {
        return Stream.of(
                in("tally", "allowed", "many"),
                in("tally", "allowed", -1),
                in("tally", "calls", null),
                in("tally", "refusals", Map.of("FORGIVE", 1)),
                in("tally", "refusals", Map.of("BLOCK", "one")),
                in("tally", "sections", "all"),
                in("budget", "spent", "lots"),
                in("budget", "spent", "-5"),
                in("budget", "tokens", null),
                in("budget", "warned", "yes"),
                in("effects", "effects", List.of("x")),
                in("effects", "effects", List.of(Map.of("tool", "refund"))),
                in("effect_counts", "executed", Map.of("refund", "one")),
                in("rate", "refund", "one"),
                in("quarantine", "broken", 5),
                in("fault", "broken", List.of()),
                in("fault", " ", Map.of()));
    }

    private static UnaryOperator<Map<String, Object>> in(String section, String name, Object value) {
        return sections -> {
            Map<String, Object> damaged = new LinkedHashMap<>(section(sections, section));
            damaged.put(name, value);
            sections.put(section, damaged);
            return sections;
        };
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> section(Map<String, Object> sections, String name) {
        return (Map<String, Object>) sections.get(name);
    }

    @Test
    void noCutOfTheTextIsTakenForTheWhole() {
        String json = run.snapshot().toJson();
        List<Integer> taken = new ArrayList<>();
        for (int length = 0; length < json.length(); length += 7) {
            try {
                RunSnapshot.fromJson(json.substring(0, length));
                taken.add(length);
            } catch (SnapshotException refused) {
                assertThat(refused).hasMessageContaining("not a snapshot");
            }
        }

        assertThat(taken).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private void assertRefused(UnaryOperator<Map<String, Object>> damage) {
        RunSnapshot snapshot = RunSnapshot.fromJson(run.snapshot().toJson());
        Map<String, Object> sections = damage.apply(new LinkedHashMap<>(snapshot.sections()));
        RunSnapshot damaged = new RunSnapshot(
                snapshot.version(), snapshot.keyId(), snapshot.runId(), (Map<String, Map<String, Object>>)
                        (Map<String, ?>) sections);

        assertThatThrownBy(() -> guard.restore(damaged, RunContext.anonymous())).isInstanceOf(SnapshotException.class);
    }

    private GuardRun roundTrip() {
        return guard.restore(RunSnapshot.fromJson(run.snapshot().toJson()), RunContext.anonymous());
    }

    private static Reason reason(GuardRun run, String tool, String arguments) {
        return run.check(ToolCall.of(tool, arguments)).reason();
    }
}
