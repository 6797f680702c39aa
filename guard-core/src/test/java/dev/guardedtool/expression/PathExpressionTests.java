package dev.guardedtool.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain paths lead to a value or to a refusal, and never to a guess. */
class PathExpressionTests {

    private static final Map<String, @Nullable Object> ORDER = Map.of(
            "id", "A-1",
            "items", List.of(Map.of("price", BigDecimal.TEN), Map.of("price", BigDecimal.ONE)),
            "note", Collections.singletonMap("text", null));

    private final ExpressionCompiler compiler = ExpressionCompiler.plainPaths();
    private final Variables variables = new Variables() {
        @Override
        public boolean has(String name) {
            return name.equals("order") || name.equals("nothing") || name.equals("list");
        }

        @Override
        public @Nullable Object get(String name) {
            return name.equals("order") ? ORDER : name.equals("list") ? Arrays.asList("a", null) : null;
        }
    };

    @Test
    void aPathLeadsToItsValue() {
        assertThat(value("#order.id")).isEqualTo("A-1");
        assertThat(value(" #order.items[1].price ")).isEqualTo(BigDecimal.ONE);
        assertThat(value("#list[0]")).isEqualTo("a");
        assertThat(value("#order")).isSameAs(ORDER);
    }

    @Test
    void aProjectionLeadsToTheValuesOfAllElements() {
        assertThat(value("#order.items.![price]")).isEqualTo(List.of(BigDecimal.TEN, BigDecimal.ONE));
        assertThat(value("#order.items.![price][1]")).isEqualTo(BigDecimal.ONE);
    }

    @Test
    void aPathTellsWhatItReads() {
        assertThat(compiler.compile("#order").reads()).containsExactly(List.of("order"));
        assertThat(compiler.compile("#order.items[0].price").reads())
                .containsExactly(List.of("order", "items", "price"));
        assertThat(compiler.compile("#order.items.![tax.rate][1]").reads())
                .containsExactly(List.of("order", "items", "tax", "rate"));
    }

    @Test
    void nullIsAValueWhereItIsPresent() {
        assertThat(value("#nothing")).isNull();
        assertThat(value("#list[1]")).isNull();
        assertThat(value("#order.note.text")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#absent",
                "#order.absent",
                "#order.id.length",
                "#order[0]",
                "#order.items[2]",
                "#order.items[999999999]",
                "#order.items.price",
                "#nothing.id",
                "#list[1].x",
                "#order.![id]",
                "#order.items.![name]",
                "#list.![x]"
            })
    void aPathThatLeadsNowhereIsARefusal(String path) {
        Expression expression = compiler.compile(path);

        assertThatThrownBy(() -> expression.evaluate(variables)).isInstanceOf(ExpressionException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "order",
                "#",
                "#order.",
                "#order..id",
                "#order.id()",
                "#order['id']",
                "#order[-1]",
                "#order[1234567890]",
                "#order.id == 'A-1'",
                "#a #b",
                "T(java.lang.System).exit(0)",
                "#{order}"
            })
    void everythingElseDoesNotCompile(String text) {
        assertThatThrownBy(() -> compiler.compile(text))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("not a plain path");
    }

    private @Nullable Object value(String path) {
        return compiler.compile(path).evaluate(variables);
    }
}
