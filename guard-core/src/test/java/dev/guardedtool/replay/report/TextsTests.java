package dev.guardedtool.replay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

class TextsTests {

    private static final int AROUND = 16;

    private static String written(Texts texts, int limit) {
        StringWriter target = new StringWriter();
        try (JsonGenerator json = JsonMapper.shared().createGenerator(target)) {
            texts.write(json, limit);
        }
        return target.toString();
    }

    @Test
    void theSameTextIsThereOnce() {
        Texts texts = new Texts();

        assertThat(texts.number(Snippet.text("a"))).isZero();
        assertThat(texts.number(Snippet.text("b"))).isOne();
        assertThat(texts.number(Snippet.text("a"))).isZero();
        assertThat(written(texts, 2_000)).isEqualTo("[\"a\",\"b\"]");
    }

    @Test
    void textsOfTheSameBeginningAreTwoIfTheirLengthsDiffer() {
        Texts texts = new Texts();

        assertThat(texts.number(Snippet.text("x".repeat(2_001)))).isZero();
        assertThat(texts.number(Snippet.text("x".repeat(2_002)))).isOne();
    }

    @Test
    void whereThereIsRoomNothingIsCut() {
        Texts texts = new Texts();
        texts.number(Snippet.text("x".repeat(2_000)));

        assertThat(texts.limit(2_000 + AROUND)).isEqualTo(2_000);
    }

    @Test
    void whereThereIsNoRoomWhatMattersMostKeepsFourTimesAsMuch() {
        Texts texts = new Texts();
        texts.number(Snippet.text("x".repeat(100)));
        texts.favour(Snippet.text("y".repeat(100)));

        int limit = texts.limit(51 + 2 * AROUND);

        assertThat(limit).isEqualTo(10);
        assertThat(written(texts, limit)).isEqualTo("[[\"xxxxxxxxxx\",100],[\"" + "y".repeat(40) + "\",100]]");
    }

    @Test
    void whatHasToBeEscapedTakesMoreRoom() {
        Texts texts = new Texts();
        texts.number(Snippet.text("<".repeat(50) + "\"".repeat(50)));

        assertThat(texts.limit(6 * 50 + 2 * 20 + AROUND)).isEqualTo(70);
    }

    @Test
    void withoutAnyRoomTextsAreEmpty() {
        Texts texts = new Texts();
        texts.number(Snippet.text("\ud83d\ude00"));

        assertThat(texts.limit(-1)).isZero();
        assertThat(written(texts, 0)).isEqualTo("[[\"\",2]]");
    }
}
