package dev.guardedtool.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PlainJsonTest {

    private final ArgumentReader reader = new ArgumentReader(ArgumentLimits.defaults());

    @Test
    void whatIsWrittenIsReadBackTheSame() {
        for (int seed = 0; seed < 2_000; seed++) {
            RandomJson random = new RandomJson(seed);
            Object value = reader.read(random.render(random.value(4))).at(List.of());

            Object back = reader.read(PlainJson.of(value)).at(List.of());

            assertThat(back).isEqualTo(value);
        }
    }

    @Test
    void everyTextStaysOnOneLineAndIsValid() {
        for (int c = 0; c <= 0xFFFF; c++) {
            String text = "a" + (char) c + "b";

            String json = PlainJson.of(Map.of("x", text));
            String transported = new String(json.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

            assertThat(transported.lines()).hasSize(1);
            assertThat(transported).doesNotContain("\u0085", "\u2028", "\u2029");
            assertThat(JsonMapper.shared().readTree(transported).get("x").asString())
                    .isEqualTo(text);
        }
    }

    @Test
    void nothingIsWrittenAsSuch() {
        assertThat(PlainJson.of(null)).isEqualTo("null");
        assertThat(PlainJson.of(List.of(Map.of(), List.of(), "", true, 1))).isEqualTo("[{},[],\"\",true,1]");
    }
}
