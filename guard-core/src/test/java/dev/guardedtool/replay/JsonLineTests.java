package dev.guardedtool.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The reader of lines against the JSON library: it takes what that takes, for the same. */
class JsonLineTests {

    private static final JsonFactory LIBRARY = new JsonFactory();
    private static final int ROUNDS = 20_000;

    /** One reader for all, since what it remembers of one line must not show in another. */
    private final JsonStrings strings = new JsonStrings();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"a\":1,\"b\":[true,false,null],\"c\":{\"d\":\"e\"}}",
                " { \"a\" : [ 1 , 2.5 , -0 , 1e9 , 1E-2 , 12345678901234567890 ] }\t\r",
                "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\u20AC\\ud83d\\ude00\"]",
                "[\"\\ud800\", \"\\udc00\\ud800\", \"x\\ud800\\u0041y\"]",
                "[\"sixteen letters!\", \"seventeen letters\", \"eight ch\", \"nine char\", \"\"]",
                "[\"ä\", \"€\", \"😀\", \"mixed ä€😀 and plain\"]",
                "[\"space 0x20 !\", \"\u007f\", \"\u0080\"]",
                "{\"a\\u0062\":1,\"\":2}",
                "{\"same\":1,\"same\":2}",
                "[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]",
            })
    void readsAllThatIsJson(String text) {
        byte[] bytes = text.getBytes(UTF_8);

        assertThat(ours(bytes)).isEqualTo(theirs(bytes)).last().isEqualTo("end");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "[1 2]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\" 1}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{1:1}",
                "[}",
                "{]",
                "[\"open]",
                "[\"\\x\"]",
                "[\"\\u12g4\"]",
                "[\"\\u12\"]",
                "[\"tab\there\"]",
                "[\"line\nend\"]",
                "[\"zero\u0000\"]",
                "[01]",
                "[+1]",
                "[1.]",
                "[.5]",
                "[1e]",
                "[-]",
                "[NaN]",
                "[Infinity]",
                "[tru]",
                "[trues]",
                "[nul",
                "[1] x",
                "[1]]",
                "// note\n[1]",
                "[1,/* note */2]",
                "\u00a0[1]",
            })
    void readsNothingElse(String text) {
        byte[] bytes = text.getBytes(UTF_8);

        assertThat(theirs(bytes)).last().isEqualTo("broken");
        assertThat(ours(bytes)).isEqualTo(theirs(bytes));
    }

    @Test
    void readsWhatIsDamagedAsTheLibraryDoes() {
        byte[] whole =
                ("{\"type\": \"tool_call\",\"args\":{\"a\\n\":[1.5e3,-2,\"\\u00e4ä😀 \\\"x\\\" and so on and on\"]},"
                                + "\"ok\":true,\"none\":null,\"long\":\"" + "words and \\\\ more, ".repeat(9) + "\"}")
                        .getBytes(UTF_8);
        byte[] alphabet = "\"\\{}[]:,0e-tfn u\n\u00ff".getBytes(UTF_8);
        Random random = new Random(7);

        for (int i = 0; i < ROUNDS; i++) {
            byte[] damaged = whole.clone();
            for (int n = random.nextInt(3); n >= 0; n--) {
                damaged[random.nextInt(damaged.length)] = alphabet[random.nextInt(alphabet.length)];
            }
            int length = random.nextInt(4) > 0 ? damaged.length : random.nextInt(damaged.length);
            byte[] line = Arrays.copyOf(damaged, length);

            assertThat(ours(line))
                    .as(new String(line, UTF_8))
                    .isEqualTo(isUtf8(line) ? theirs(line) : List.of("broken"));
        }
    }

    @Test
    void findsWhatEndsAStringWhereverItStands() {
        for (int length = 0; length < 40; length++) {
            for (char special : "\"\\\u001f\u0000\u001d".toCharArray()) {
                String text = "[\"" + " !#[]ä".repeat(9).substring(0, length) + special + "n tail of the string\"]";
                byte[] bytes = text.getBytes(UTF_8);

                assertThat(ours(bytes)).as(text).isEqualTo(theirs(bytes));
            }
        }
    }

    @Test
    void textsMayBeOfAnyLength() {
        for (int length = 4_060; length < 4_100; length++) {
            String text = "[\"" + "x".repeat(length) + "\\u20ac\", \"" + "y".repeat(3 * length) + "\\n\"]";
            byte[] bytes = text.getBytes(UTF_8);

            assertThat(new JsonLineTests().ours(bytes)).isEqualTo(theirs(bytes));
        }
        byte[] large = ("[\"" + "\\\"abc".repeat(400_000) + "\"]").getBytes(UTF_8);
        assertThat(ours(large)).isEqualTo(theirs(large));
    }

    @Test
    void aLineIsReadWithinItsBounds() {
        byte[] line = "[\"abc\",1]".getBytes(UTF_8);
        for (int before = 0; before < 20; before++) {
            byte[] buffer = new byte[before + line.length + 20];
            Arrays.fill(buffer, (byte) '"');
            System.arraycopy(line, 0, buffer, before, line.length);

            assertThat(ours(buffer, before, line.length)).isEqualTo(theirs(line));
            assertThat(ours(buffer, before, line.length - 1)).last().isEqualTo("broken");
        }
    }

    @Test
    void takesTheShortestFormsOfUtf8Only() {
        for (int first = 0; first < 256; first++) {
            for (int second : new int[] {0x00, 0x41, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff}) {
                for (int rest : new int[] {0x20, 0x80, 0xbf}) {
                    byte[] bytes = {(byte) first, (byte) second, (byte) rest, (byte) rest};
                    for (int length = 1; length <= bytes.length; length++) {
                        byte[] some = Arrays.copyOf(bytes, length);

                        assertThat(Utf8.valid(some, 0, length))
                                .as(Arrays.toString(some))
                                .isEqualTo(isUtf8(some));
                    }
                }
            }
        }
    }

    @Test
    void nestsDeepButNotForEver() {
        assertThat(ours(("[".repeat(10_000) + "]".repeat(10_000)).getBytes(UTF_8)))
                .last()
                .isEqualTo("end");
        assertThat(ours("[".repeat(10_001).getBytes(UTF_8))).last().isEqualTo("broken");
    }

    @Test
    void passesOverAndCopiesWholeValues() throws MalformedRunException {
        byte[] bytes = "{\"a\": {\"x\": [1, \"}\"]} ,\"b\":[ ] ,\"c\":7,\"d\":-12,\"e\":12345678901234567890,\"f\":1.0}"
                .getBytes(UTF_8);
        JsonLine line = new JsonLine(strings, bytes, 0, bytes.length);

        line.next();
        assertThat(line.name()).isEqualTo("a");
        line.next();
        assertThat(line.text()).isEqualTo("{\"x\": [1, \"}\"]}");
        line.skip();
        assertThat(line.name()).isEqualTo("b");
        line.next();
        line.skip();
        List<Long> counts = new ArrayList<>();
        while (line.name() != null) {
            line.next();
            counts.add(line.count());
        }
        assertThat(counts).containsExactly(7L, -1L, -1L, -1L);
        assertThat(line.next()).isNull();
    }

    @Test
    void saysWhereItStoppedUnderstanding() {
        byte[] bytes = "[1;2]".getBytes(UTF_8);

        assertThatThrownBy(() -> {
                    JsonLine line = new JsonLine(strings, bytes, 0, bytes.length);
                    while (line.next() != null) {}
                })
                .isInstanceOf(MalformedRunException.class)
                .hasMessageMatching("is not JSON: .*3.*");
    }

    private List<String> ours(byte[] bytes) {
        return ours(bytes, 0, bytes.length);
    }

    private List<String> ours(byte[] bytes, int from, int length) {
        List<String> read = new ArrayList<>();
        try {
            JsonLine line = new JsonLine(strings, bytes, from, length);
            for (JsonToken token = line.next(); token != null; token = line.next()) {
                read.add(token + " " + (token.isScalarValue() || token == JsonToken.PROPERTY_NAME ? line.text() : ""));
            }
            read.add("end");
        } catch (MalformedRunException e) {
            return List.of("broken");
        }
        return read;
    }

    private static List<String> theirs(byte[] bytes) {
        List<String> read = new ArrayList<>();
        try (JsonParser parser = LIBRARY.createParser(ObjectReadContext.empty(), bytes)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                read.add(token + " " + text(parser, token));
            }
            read.add("end");
        } catch (JacksonException e) {
            return List.of("broken");
        }
        return read;
    }

    private static @Nullable String text(JsonParser parser, JsonToken token) {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        return token.isScalarValue() || token == JsonToken.PROPERTY_NAME ? parser.getString() : "";
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes));
            return true;
        } catch (java.nio.charset.CharacterCodingException e) {
            return false;
        }
    }
}
