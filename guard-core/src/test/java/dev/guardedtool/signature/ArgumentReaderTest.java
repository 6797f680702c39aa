package dev.guardedtool.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentReaderTest {

    private final ArgumentReader reader = new ArgumentReader(ArgumentLimits.defaults());

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t\r\n", "\u2003"})
    void blankTextIsNoArguments(String text) {
        Arguments arguments = reader.read(text);

        assertThat(arguments).isSameAs(Arguments.EMPTY);
        assertThat(arguments.json()).isEqualTo("{}");
        assertThat(arguments.wellFormed()).isTrue();
        assertThat(arguments.names()).isEmpty();
    }

    @Test
    void textToExecuteIsExactlyWhatWasRead() {
        String json = " {\"b\" : 1.50,\n\"a\":\"\\u0041\"} ";

        assertThat(reader.read(json).json()).isEqualTo(json);
    }

    @Test
    void namesKeepTheirOrder() {
        assertThat(reader.read("{\"z\":1,\"a\":2,\"m\":3,\"b\":4,\"\":5}").names())
                .containsExactly("z", "a", "m", "b", "");
    }

    @Test
    void absentAndNullAreDistinct() {
        Arguments arguments = reader.read("{\"a\":null,\"b\":false}");

        assertThat(arguments.has("a")).isTrue();
        assertThat(arguments.isNull("a")).isTrue();
        assertThat(arguments.has("b")).isTrue();
        assertThat(arguments.isNull("b")).isFalse();
        assertThat(arguments.has("c")).isFalse();
        assertThat(arguments.isNull("c")).isFalse();
    }

    @Test
    void textIsOnlyAString() {
        Arguments arguments = reader.read("{\"a\":\"x\",\"b\":1,\"c\":null}");

        assertThat(arguments.text("a")).isEqualTo("x");
        assertThat(arguments.text("b")).isNull();
        assertThat(arguments.text("c")).isNull();
        assertThat(arguments.text("d")).isNull();
    }

    @Test
    void valuesAreFoundByPath() {
        Arguments arguments = reader.read(
                "{\"order\":{\"id\":\"A-1\",\"lines\":[{\"price\":1.50},true,null]},\"n\":9007199254740993}");

        assertThat(arguments.at(List.of("order", "id"))).isEqualTo("A-1");
        assertThat(arguments.at(List.of("order", "lines", "0", "price"))).isEqualTo(new BigDecimal("1.50"));
        assertThat(arguments.at(List.of("order", "lines", "1"))).isEqualTo(true);
        assertThat(arguments.at(List.of("order", "lines", "2"))).isNull();
        assertThat(arguments.at(List.of("n"))).isEqualTo(new BigDecimal("9007199254740993"));
        assertThat(arguments.at(List.of("order", "lines")))
                .isEqualTo(Arrays.asList(Map.of("price", new BigDecimal("1.50")), true, null));
        assertThat(arguments.at(List.of())).isInstanceOf(Map.class);
    }

    @Test
    void pathsThatLeadNowhereAreNull() {
        Arguments arguments = reader.read("{\"a\":[1],\"b\":\"text\"}");

        assertThat(List.of("c", "b.0", "b.length", "a.1", "a.-1", "a.+0", "a.00", "a.", "a.0.0", "a.9999999999"))
                .allSatisfy(path ->
                        assertThat(arguments.at(List.of(path.split("\\.", -1)))).isNull());
    }

    @Test
    void valuesCannotBeChanged() {
        Arguments arguments = reader.read("{\"a\":[1],\"b\":{}}");

        assertThatThrownBy(() -> ((List<?>) arguments.at(List.of("a"))).clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((Map<?, ?>) arguments.at(List.of())).clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> arguments.names().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{\"a\":1}]", "\"a\"", "1", "true", "null"})
    void jsonThatIsNoObjectHasNoNames(String json) {
        Arguments arguments = reader.read(json);

        assertThat(arguments.wellFormed()).isTrue();
        assertThat(arguments.names()).isEmpty();
        assertThat(arguments.has("a")).isFalse();
        assertThat(arguments.json()).isEqualTo(json);
    }

    @Test
    void stringsShowNoValues() {
        assertThat(reader.read("{\"iban\":\"DE02\"}").toString()).doesNotContain("iban", "DE02");
        assertThat(reader.read("{DE02").toString()).doesNotContain("DE02").contains("not_json");
    }

    @Test
    void limitsMustBePositiveAndFitTheStack() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ArgumentLimits(0, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ArgumentLimits(1, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ArgumentLimits(1, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new ArgumentLimits(1, 1001, 1));
    }
}
