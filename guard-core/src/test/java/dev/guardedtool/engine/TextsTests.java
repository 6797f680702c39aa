package dev.guardedtool.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Availability;
import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.GuardTexts;
import dev.guardedtool.Money;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.policy.Access;
import dev.guardedtool.policy.ArgumentRule;
import dev.guardedtool.policy.BudgetPolicy;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.PriceList;
import dev.guardedtool.testing.Given;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The model reads one short paragraph for every reason, and no argument in any of them. */
class TextsTests {

    private static final String SECRET = "4111111111111111";
    private static final String CARD = "{\"card\":\"" + SECRET + "\",\"amount\":5000,\"q\":\"" + SECRET + " order\"}";
    private static final Set<GuardReason> SILENT = EnumSet.of(GuardReason.ALLOW, GuardReason.FORCED_FINALIZE);

    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("dev.guardedtool.engine.texts", Locale.ROOT);

    @ParameterizedTest
    @EnumSource(GuardReason.class)
    void everyReasonHasAText(GuardReason reason) {
        assertThat(BUNDLE.containsKey(reason.code())).isTrue();
        assertThat(BUNDLE.getString(reason.code()).isEmpty()).isEqualTo(SILENT.contains(reason));
    }

    @Test
    void thereIsNoTextWithoutAReason() {
        Set<String> keys = new TreeSet<>(BUNDLE.keySet());
        Arrays.stream(GuardReason.values()).map(GuardReason::code).forEach(keys::remove);

        assertThat(keys).containsExactly("other", "retry", "retry_after");
    }

    @ParameterizedTest
    @EnumSource(GuardReason.class)
    void nothingIsLeftToFillIn(GuardReason reason) {
        String text = BundledTexts.english()
                .text(Explanation.of(reason).detail("why").retryable(Duration.ofSeconds(3)), ToolName.of("pay"));

        assertThat(text).doesNotContain("{tool}").doesNotContain("{detail}").doesNotContain("{seconds}");
        assertThat(text).hasSizeLessThan(600);
    }

    @Test
    void aTextSaysWhenToTryAgain() {
        GuardTexts texts = BundledTexts.english();
        Explanation why = Explanation.of(GuardReason.EFFECT_IN_PROGRESS);

        assertThat(texts.text(why.retryable(Duration.ofSeconds(90)), null)).endsWith("in 90 seconds.");
        assertThat(texts.text(why.retryable(Duration.ofMillis(1)), null)).endsWith("in 1 seconds.");
        assertThat(texts.text(why.retryable(null), null)).endsWith("may succeed later.");
        assertThat(texts.text(why, null)).doesNotContain("succeed");
    }

    @Test
    void aReasonOfTheApplicationHasATextToo() {
        assertThat(BundledTexts.english().text(Explanation.of(() -> "too_late"), ToolName.of("pay")))
                .contains("pay")
                .contains("too_late");
    }

    @Test
    void textsAreReplacedOneByOne() {
        GuardTexts texts =
                BundledTexts.replacedBy(key -> key.equals("policy_deny") ? "{tool} geht nicht: {detail}" : null);

        assertThat(texts.text(Explanation.of(GuardReason.POLICY_DENY).detail("nie"), ToolName.of("rm")))
                .isEqualTo("rm geht nicht: nie");
        assertThat(texts.text(Explanation.of(GuardReason.RUN_CLOSED), ToolName.of("rm")))
                .contains("has ended");
    }

    @Test
    void aCheckMayBringItsOwnWords() {
        GuardRun run = Given.guard(GuardPolicy.defaults())
                .check(Checks.local(
                        100,
                        call -> Decision.block(
                                Explanation.of(GuardReason.POLICY_DENY).text("Not on Sundays."))))
                .build()
                .open(RunContext.anonymous());

        assertThat(run.check(ToolCall.of("pay", "{}")).text()).isEqualTo("Not on Sundays.");
    }

    @Test
    void textsThatFailAreReplacedByOurs() {
        GuardPolicy policy = Given.tool("rm", tool -> tool.access(Access.DENY));
        GuardRun run = Given.guard(policy)
                .texts((why, tool) -> {
                    throw new IllegalStateException("bundle lost");
                })
                .build()
                .open(RunContext.anonymous());

        assertThat(run.check(ToolCall.of("rm", "{}")).text()).contains("rm may not be used");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void noTextTellsAnArgument(GuardReason reason, GuardPolicy policy, Availability availability, int before) {
        GuardRun run = Given.run(policy);
        for (int i = 0; i < before; i++) {
            run.observe(ToolCall.of("pay", CARD), ToolResult.failed("404"));
        }

        Decision decision = run.check(ToolCall.of("pay", CARD).withAvailability(availability));

        assertThat(decision.reason()).isEqualTo(reason);
        assertThat(decision.text()).isNotEmpty().doesNotContain(SECRET).doesNotContain("5000");
        assertThat(decision.explanation().toString()).doesNotContain(SECRET).doesNotContain("5000");
        if (decision instanceof Decision.Escalate escalate) {
            assertThat(escalate.packet().toString()).doesNotContain(SECRET);
        }
    }

    static Stream<Arguments> refusals() {
        GuardPolicy plain = GuardPolicy.defaults();
        return Stream.of(
                refusal(GuardReason.TOOL_UNKNOWN, plain, Availability.UNKNOWN, 0),
                refusal(GuardReason.TOOL_UNADVERTISED, plain, Availability.UNADVERTISED, 0),
                refusal(
                        GuardReason.POLICY_DENY,
                        Given.tool("pay", tool -> tool.access(Access.DENY)),
                        Availability.ATTACHED,
                        0),
                refusal(
                        GuardReason.POLICY_HUMAN_APPROVAL_REQUIRED,
                        Given.tool("pay", tool -> tool.access(Access.HUMAN)),
                        Availability.ATTACHED,
                        0),
                refusal(
                        GuardReason.POLICY_MISSING_ARGS,
                        Given.tool("pay", tool -> tool.requireArgs(Set.of("to"))),
                        Availability.ATTACHED,
                        0),
                refusal(
                        GuardReason.ARGUMENT_RULE,
                        Given.tool(
                                "pay", tool -> tool.argumentRules(List.of(ArgumentRule.max("card", BigDecimal.TEN)))),
                        Availability.ATTACHED,
                        0),
                refusal(
                        GuardReason.ARGUMENT_RULE,
                        Given.tool("pay", tool -> tool.effect(Effect.ONCE).key("#nothing")),
                        Availability.ATTACHED,
                        0),
                refusal(
                        GuardReason.COST_BUDGET_EXCEEDED,
                        plain.withBudget(new BudgetPolicy(
                                Money.of("1"),
                                null,
                                0.8,
                                Money.of("2"),
                                true,
                                BudgetPolicy.Unpriced.WARN,
                                PriceList.empty())),
                        Availability.ATTACHED,
                        0),
                refusal(GuardReason.SAME_FAILURE, plain, Availability.ATTACHED, 3),
                refusal(
                        GuardReason.MAX_CALLS_PER_TOOL,
                        Given.tool("pay", tool -> tool.maxCalls(0)),
                        Availability.ATTACHED,
                        0));
    }

    private static Arguments refusal(GuardReason reason, GuardPolicy policy, Availability availability, int before) {
        return Arguments.of(reason, policy, availability, before);
    }

    @Test
    void malformedArgumentsAreNotQuoted() {
        Decision decision =
                Given.run(GuardPolicy.defaults()).check(ToolCall.of("pay", "{\"card\": " + SECRET + " oops"));

        assertThat(decision.reason()).isEqualTo(GuardReason.ARGUMENTS_MALFORMED);
        assertThat(decision.text()).doesNotContain(SECRET).doesNotContain("oops");
    }
}
