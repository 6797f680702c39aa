package dev.guardedtool.autoconfigure.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.guardedtool.expression.ExpressionException;
import dev.guardedtool.expression.Variables;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpelExpressionCompilerTests {

    private final SpelExpressionCompiler compiler = new SpelExpressionCompiler();

    private static final Variables CALL = variables();

    private static Variables variables() {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("amount", new BigDecimal("150.5"));
        values.put("huge", new BigDecimal("1e999999999"));
        values.put("orderId", "A1");
        values.put("nothing", null);
        values.put("order", Map.of("id", "A1", "order-id", "A2", "lines", List.of(Map.of("sku", "x"), Map.of())));
        values.put("items", List.of(Map.of("id", 1), Map.of("id", 2)));
        values.put("result", Map.of("status", "DONE", "code", 200, "ok", true));
        return new Variables() {
            @Override
            public boolean has(String name) {
                return values.containsKey(name);
            }

            @Override
            public @Nullable Object get(String name) {
                return values.get(name);
            }
        };
    }

    private @Nullable Object evaluate(String text) {
        return compiler.compile(text).evaluate(CALL);
    }

    @Test
    void anExpressionTellsWhichVariablesItReads() {
        assertThat(compiler.compile("#order.id + #items.?[#this.id == #orderId] + '#nothing'")
                        .reads())
                .containsExactlyInAnyOrder(List.of("order"), List.of("items"), List.of("orderId"));
        assertThat(compiler.compile("#order.id").reads()).containsExactly(List.of("order", "id"));
        assertThat(compiler.compile("1 + 1").reads()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "#result.status == 'DONE'",
                "#amount > 100",
                "#amount > 100.25 and #orderId != 'A2'",
                "#amount between {100, 200}",
                "#orderId matches '[A-Z][0-9]'",
                "#order['order-id'] == 'A2'",
                "#order.lines[0].sku == 'x'",
                "#nothing == null",
                "!(#amount == null)",
                "#result.ok",
                "#items.?[id > 1].![id] == {2}",
                "(#nothing ?: 'none') == 'none'",
                "#result.code >= 200 && #result.code < 300"
            })
    void readsArgumentsAndResult(String text) {
        assertThat(evaluate(text)).isEqualTo(true);
    }

    @Test
    void valuesOfAnyKindComeOut() {
        assertThat(evaluate("#items.![id]")).isEqualTo(List.of(1, 2));
        assertThat(evaluate("#orderId + '-' + #result.code")).isEqualTo("A1-200");
        assertThat(evaluate("true ? #order : #items")).isEqualTo(CALL.get("order"));
        assertThat(evaluate("#order.id")).isEqualTo("A1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "T(java.lang.Runtime).getRuntime().exec('id')",
                "T(java.lang.Runtime)",
                "new java.io.File('/')",
                "new int[1000000000]",
                "@environment",
                "&bean",
                "#root + 1",
                "#this + 1",
                "#orderId.getClass()",
                "#orderId.concat('x')",
                "#result.status.equals('DONE')",
                "#f('x')",
                "#orderId = 'A2'",
                "#order.id = 'A2'",
                "#amount++",
                "--#amount",
                "#amount ^ 1000000000",
                "#orderId instanceof T(String)",
                "{a: 1}",
                "amount > 100",
                "#items.![#root]",
                "#amount >",
                "''' unbalanced",
                "",
                " ",
                "\u0000",
                "systemProperties['user.home']"
            })
    void whatDoesMoreThanReadDoesNotCompile(String text) {
        assertThatExceptionOfType(ExpressionException.class).isThrownBy(() -> compiler.compile(text));
    }

    static List<String> towers() {
        return List.of(
                "(".repeat(4_000) + "#amount" + ")".repeat(4_000) + " > 1",
                "(".repeat(490) + "#amount" + ")".repeat(490) + "> (",
                "!".repeat(4_000) + "#ok",
                "#a" + ".b".repeat(4_000) + " == 1",
                "#a + ".repeat(4_000) + "1");
    }

    @ParameterizedTest
    @MethodSource("towers")
    void aTowerIsRefused(String text) {
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> compiler.compile(text).evaluate(CALL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#missing == null",
                "#missing > 100",
                "#root",
                "#this",
                "#order.missing == null",
                "#order['missing'] == null",
                "#order.lines[1].sku == 'x'",
                "#order.lines.![sku] == {'x'}",
                "#order.lines[2] == null",
                "#nothing.id == 1",
                "#order.empty == false",
                "#orderId.class == null",
                "#orderId.bytes == null",
                "#order.class == null"
            })
    void whatIsMissingIsNoAnswer(String text) {
        var expression = compiler.compile(text);

        assertThatExceptionOfType(ExpressionException.class).isThrownBy(() -> expression.evaluate(CALL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#amount > 'abc'",
                "#amount == '150.5'",
                "#amount != 'abc'",
                "#result.code == '200'",
                "#orderId == true",
                "#order == 'A1'",
                "#nothing > 100",
                "#nothing < 100",
                "#amount between {null, 200}",
                "#orderId and true",
                "!#orderId",
                "#orderId * 1000000",
                "#huge + 1 > 0",
                "#orderId matches '['"
            })
    void unlikeThingsAreNotCompared(String text) {
        var expression = compiler.compile(text);

        assertThatExceptionOfType(ExpressionException.class).isThrownBy(() -> expression.evaluate(CALL));
    }

    @Test
    void aPatternThatNeverEndsIsGivenUp() {
        var expression = compiler.compile("'" + "a".repeat(200) + "' matches '(.*a){12}b'");

        assertThatExceptionOfType(ExpressionException.class).isThrownBy(() -> expression.evaluate(CALL));
    }
}
