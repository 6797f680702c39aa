package dev.guardedtool.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guardedtool.Decision;
import dev.guardedtool.GuardReason;
import dev.guardedtool.ToolCall;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.AccessPolicy;
import dev.guardedtool.policy.ArgumentRule;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.InvalidPolicyException;
import dev.guardedtool.testing.Given;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments that are absent, empty, misspelt, of the wrong kind or out of range do not get past the rules. */
class EnforceArgumentsTests {

    private static final Duration FAST = Duration.ofSeconds(5);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"OrderId\":\"A-1\"}",
                "{\"orderid\":\"A-1\"}",
                "{\"orderId \":\"A-1\"}",
                "{\"order\":{\"orderId\":\"A-1\"}}",
                "{\"orderId\":null}",
                "{\"orderId\":\"\"}",
                "{\"orderId\":\" \\t\\n\"}",
                "{\"orderId\":\"\\u00a0\\u200b\\ufeff\\u0000\"}",
                "{\"orderId\":[]}",
                "{\"orderId\":{}}",
                "[\"orderId\"]",
                "\"orderId\"",
                "null"
            })
    void aRequiredArgumentHasToBeThere(String arguments) {
        Decision decision = required(GuardPolicy.defaults()).check(ToolCall.of("refund", arguments));

        assertThat(decision).isInstanceOf(Decision.Block.class);
        assertThat(decision.reason()).isEqualTo(GuardReason.POLICY_MISSING_ARGS);
        assertThat(decision.explanation().detail()).isEqualTo("orderId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"A-1\"", "0", "false", "[1]", "{\"a\":null}", "\".\""})
    void whateverSaysSomethingIsThere(String value) {
        assertThat(required(GuardPolicy.defaults())
                        .check(ToolCall.of("refund", "{\"orderId\":" + value + "}"))
                        .allowed())
                .isTrue();
    }

    @Test
    void theReferenceIsContentWithTheName() {
        GuardRun run = required(GuardPolicy.defaults().withAccess(AccessPolicy.reference()));

        assertThat(run.check(ToolCall.of("refund", "{\"orderId\":null}")).allowed())
                .isTrue();
        assertThat(run.check(ToolCall.of("refund", "{}")).allowed()).isFalse();
    }

    @Test
    void allThatIsMissingIsNamedInOrder() {
        GuardRun run = Given.run(Given.tool("refund", tool -> tool.requireArgs(Set.of("b", "c", "a"))));

        assertThat(run.check(ToolCall.of("refund", "{\"b\":1}")).explanation().detail())
                .isEqualTo("a,c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"a\":1}{}",
                "{\"a\":1,\"a\":2}",
                "{\"amount\":NaN}",
                "{\"amount\":Infinity}",
                "{'a':1}",
                "{\"a\":\"\uD800\"}",
                "nul"
            })
    void argumentsThatCannotBeReadAreRefusedWhateverTheTool(String arguments) {
        Decision decision = Given.run(GuardPolicy.defaults()).check(ToolCall.of("any", arguments));

        assertThat(decision.reason()).isEqualTo(GuardReason.ARGUMENTS_MALFORMED);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "0, ",
                "100, ",
                "100.00, ",
                "1e2, ",
                "100.01, is too large",
                "1e999999999, is too large",
                "-1e999999999, is too small",
                "-0.01, is too small",
                "-5000, is too small",
                "`\"50\"`, is not a number",
                "`\"NaN\"`, is not a number",
                "true, is not a number",
                "`\"\"`, is missing",
                "null, is missing",
                "[], is missing",
                "{}, is missing",
                "`{\"value\":5}`, is not a number",
                "`[50,60]`, ",
                "`[50,500]`, is too large",
                "`[50,null]`, is missing",
                "`[[50]]`, is not a number"
            })
    void anAmountHasALimitInBothDirections(String value, @Nullable String problem) {
        ArgumentRule rule = ArgumentRule.max("amount", new BigDecimal("100"));

        assertProblem(rule, "{\"amount\":" + value + "}", problem == null ? null : "amount " + problem);
    }

    @Test
    void negativeNumbersPassWhereTheRuleAsksForThem() {
        ArgumentRule cold = number("degrees", new BigDecimal("-40"), new BigDecimal("100"));
        ArgumentRule debt = number("balance", null, new BigDecimal("-1"));

        assertProblem(cold, "{\"degrees\":-40}", null);
        assertProblem(cold, "{\"degrees\":-40.1}", "degrees is too small");
        assertProblem(debt, "{\"balance\":-5000}", null);
        assertProblem(debt, "{\"balance\":0}", "balance is too large");
    }

    @Test
    @Timeout(60)
    void aHugeExponentCostsNothing() {
        ArgumentRule atLeast = number("amount", BigDecimal.ONE, null);
        ArgumentRule oneOf = new ArgumentRule("amount", false, null, null, null, null, null, Set.of("50", "EUR"), null);

        assertProblem(atLeast, "{\"amount\":1e999999999}", null);
        assertProblem(oneOf, "{\"amount\":1e999999999}", "amount is not one of the allowed values");
        assertProblem(oneOf, "{\"amount\":1e-999999999}", "amount is not one of the allowed values");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "50, true",
                "50.0, true",
                "5e1, true",
                "`\"50\"`, true",
                "`\"EUR\"`, true",
                "true, true",
                "51, false",
                "`\"50.0\"`, false",
                "`\"eur\"`, false",
                "`\"EUR \"`, false",
                "false, false",
                "`{\"EUR\":1}`, false"
            })
    void onlyTheListedValuesPass(String value, boolean passes) {
        ArgumentRule rule =
                new ArgumentRule("x", false, null, null, null, null, null, Set.of("50", "EUR", "true"), null);

        assertProblem(rule, "{\"x\":" + value + "}", passes ? null : "x is not one of the allowed values");
    }

    @Test
    void textsKeepLengthAndForm() {
        ArgumentRule rule = text("id", 5, "[A-Z]-\\d+", null);

        assertProblem(rule, "{\"id\":\"A-123\"}", null);
        assertProblem(rule, "{\"id\":\"A-1234\"}", "id is too long");
        assertProblem(rule, "{\"id\":\"x\"}", "id has the wrong form");
        assertProblem(rule, "{\"id\":\"A-1\\nB\"}", "id has the wrong form");
        assertProblem(rule, "{\"id\":5}", "id is not a text");
    }

    @Test
    void whatIsDeniedMayNotBeFound() {
        ArgumentRule rule = text("sql", null, null, "(?i)\\bdrop\\b");

        assertProblem(rule, "{\"sql\":\"select 1\"}", null);
        assertProblem(rule, "{\"sql\":\"select 1; DROP table x\"}", "sql contains what is not allowed");
        assertProblem(rule, "{\"sql\":[\"select 1\",\"drop x\"]}", "sql contains what is not allowed");
    }

    @Test
    void pathsReachInto() {
        ArgumentRule rule = ArgumentRule.max("order.items.0.price", BigDecimal.TEN);

        assertProblem(rule, "{\"order\":{\"items\":[{\"price\":10}]}}", null);
        assertProblem(rule, "{\"order\":{\"items\":[{\"price\":11}]}}", "order.items.0.price is too large");
        assertProblem(rule, "{\"order\":{\"items\":[]}}", "order.items.0.price is missing");
        assertProblem(rule, "{\"order\":5}", "order.items.0.price is missing");
    }

    @Test
    void anOptionalArgumentMayBeAbsentButNotWrong() {
        ArgumentRule rule = new ArgumentRule("n", true, null, BigDecimal.TEN, null, null, null, Set.of(), null);

        assertProblem(rule, "{}", null);
        assertProblem(rule, "{\"n\":null}", null);
        assertProblem(rule, "{\"n\":11}", "n is too large");
        assertProblem(rule, "{\"n\":\"\"}", "n is not a number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+b", "(a*)*\\1b", "((a|aa)+)\\1b"})
    void aPatternThatRunsAwayIsCutOffAndCountsAgainstTheText(String pattern) {
        String text = "{\"x\":\"" + "a".repeat(60) + "!\"}";

        assertFast(() -> assertProblem(text("x", null, pattern, null), text, "x has the wrong form"));
    }

    @Test
    void aDeniedPatternThatRunsAwayCountsAgainstTheTextToo() {
        String text = "{\"x\":\"" + "a".repeat(60) + "!\"}";

        assertFast(() -> assertProblem(text("x", null, null, "(a*)*\\1b"), text, "x contains what is not allowed"));
    }

    @Test
    void manyTextsTogetherHaveOneBound() {
        String each = "\"" + "a".repeat(20) + "\",";
        String texts = "{\"x\":[" + each.repeat(20_000) + "\"a\"]}";

        assertFast(
                () -> assertProblem(text("x", null, null, "((a|aa)+)\\1b"), texts, "x contains what is not allowed"));
    }

    @Test
    void theComplaintNeverQuotesTheArgument() {
        Decision decision = decide(ArgumentRule.max("amount", BigDecimal.ONE), "{\"amount\":\"4111111111111111\"}");

        assertThat(decision.text()).contains("amount is not a number").doesNotContain("4111");
    }

    private static void assertFast(Runnable work) {
        long start = cpuTime();
        work.run();
        assertThat(Duration.ofNanos(cpuTime() - start)).isLessThan(FAST);
    }

    /** What this thread used, whatever else the machine is busy with. */
    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', textBlock = """
            '{"n":1,"fits":true}',
            '{"fits":true}',                     n is missing
            '{"n":11,"fits":true}',              n is too large
            '{"n":1,"fits":false}',              n does not go with the other arguments
            '{"n":1,"fits":"true"}',             n does not go with the other arguments
            '{"n":1,"fits":null}',               n does not go with the other arguments
            '{"n":1}',                           n does not go with the other arguments
            '{"n":[1,2],"fits":true}',
            '{"n":[1,2],"fits":false}',          n does not go with the other arguments
            """)
    void whatAnExpressionDoesNotFindTrueBreaksTheRule(String arguments, @Nullable String problem) {
        assertProblem(conditional(false), arguments, problem);
    }

    @Test
    void anOptionalArgumentThatIsAbsentIsNotJudgedWithOthers() {
        assertProblem(conditional(true), "{}", null);
        assertProblem(conditional(true), "{\"n\":1}", "n does not go with the other arguments");
    }

    @Test
    void anExpressionThatDoesNotCompileStopsTheStart() {
        ArgumentRule rule = new ArgumentRule("n", false, null, null, null, null, null, Set.of(), "#(");

        assertThatThrownBy(() -> decide(rule, "{}"))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining("tools.t.argument-rules.n.expression");
    }

    private static ArgumentRule conditional(boolean optional) {
        return new ArgumentRule("n", optional, null, BigDecimal.TEN, null, null, null, Set.of(), "#fits");
    }

    private static void assertProblem(ArgumentRule rule, String arguments, @Nullable String problem) {
        Decision decision = decide(rule, arguments);
        if (problem == null) {
            assertThat(decision.allowed()).as(arguments).isTrue();
        } else {
            assertThat(decision.reason()).as(arguments).isEqualTo(GuardReason.ARGUMENT_RULE);
            assertThat(decision.explanation().detail()).isEqualTo(problem);
        }
    }

    private static Decision decide(ArgumentRule rule, String arguments) {
        return Given.run(Given.tool("t", tool -> tool.argumentRules(List.of(rule))))
                .check(ToolCall.of("t", arguments));
    }

    private static GuardRun required(GuardPolicy policy) {
        return Given.run(Given.tool(policy, "refund", tool -> tool.requireArgs(Set.of("orderId"))));
    }

    private static ArgumentRule number(String argument, @Nullable BigDecimal min, @Nullable BigDecimal max) {
        return new ArgumentRule(argument, false, min, max, null, null, null, Set.of(), null);
    }

    private static ArgumentRule text(
            String argument, @Nullable Integer maxLength, @Nullable String pattern, @Nullable String deny) {
        return new ArgumentRule(
                argument,
                false,
                null,
                null,
                maxLength,
                pattern == null ? null : Pattern.compile(pattern),
                deny == null ? null : Pattern.compile(deny),
                Set.of(),
                null);
    }
}
