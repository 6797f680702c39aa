package dev.guardedtool.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Runs in the shape of recorded ones: eight calls with small arguments, results of 465 characters on average and up to
 * 2,000, a text of 420 characters beside every other call. Every tenth call fails and every twentieth is made again. The
 * same number of runs is always the same bytes.
 */
final class SyntheticRuns {

    static final int CALLS = 8;

    private static final int LONGEST = 2_000;
    private static final int SENTENCES = 500;
    private static final int WORDS_OF_A_SENTENCE = 25;

    private static final String[] WORDS =
            ("the order was found and is being shipped to customer address with payment by card ending total amount"
                            + " status pending delivered refund policy says that items can be returned within days of"
                            + " delivery please confirm whether you would like me proceed reservation flight number"
                            + " passenger baggage \"id\": \"name\": {\"items\": [1, 2]} \"price\": 49.99, user_4711"
                            + " Zürich #W8835847 path/to/file.txt\n")
                    .split(" ");

    private static final String[] TOOLS = {
        "get_order", "get_user", "search", "list_files", "read_file", "send_email", "update_order", "book", "get_inbox"
    };

    private final JsonFactory json = new JsonFactory();
    private final Random random;
    private final String[] sentences;

    private SyntheticRuns(long seed) {
        this.random = new Random(seed);
        this.sentences = new String[SENTENCES];
        Arrays.setAll(sentences, i -> sentence());
    }

    /** Writes that many runs, over and over. */
    static Path write(Path file, int runs, int times) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream output = new GZIPOutputStream(compressed)) {
            SyntheticRuns synthetic = new SyntheticRuns(runs);
            for (int i = 0; i < runs; i++) {
                output.write(synthetic.run(i));
            }
        }
        try (var target = Files.newOutputStream(file)) {
            for (int i = 0; i < times; i++) {
                compressed.writeTo(target);
            }
        }
        return file;
    }

    private byte[] run(int number) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (JsonGenerator out = json.createGenerator(ObjectWriteContext.empty(), line)) {
            out.writeStartObject();
            out.writeStringProperty("dataset", "synthetic");
            out.writeStringProperty("run_id", "run/" + number);
            out.writeStringProperty("model", "none");
            out.writeBooleanProperty("success", random.nextBoolean());
            out.writeArrayPropertyStart("events");
            text(out, "user", 230);
            text(out, "user", 230);
            String arguments = "{}";
            String tool = TOOLS[0];
            for (int call = 0; call < CALLS; call++) {
                if (call % 2 == 0) {
                    text(out, "assistant", 420);
                }
                if (random.nextInt(20) > 0) {
                    tool = TOOLS[random.nextInt(TOOLS.length)];
                    arguments = "{\"id\": \"%s-%d\", \"page\": %d}"
                            .formatted(WORDS[random.nextInt(WORDS.length)].replaceAll("\\W", ""), number, call);
                }
                call(out, tool, arguments, call);
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        line.write('\n');
        return line.toByteArray();
    }

    private void call(JsonGenerator out, String tool, String arguments, int turn) {
        out.writeStartObject();
        out.writeStringProperty("type", "tool_call");
        out.writeStringProperty("tool", tool);
        out.writeName("args");
        out.writeRawValue(arguments);
        out.writeNumberProperty("turn", turn);
        out.writeObjectPropertyStart("src");
        out.writeStringProperty("id", "ut");
        out.writeEndObject();
        out.writeEndObject();
        boolean ok = random.nextInt(10) > 0;
        out.writeStartObject();
        out.writeStringProperty("type", "tool_result");
        out.writeBooleanProperty("ok", ok);
        out.writeStringProperty("text", words(465));
        if (!ok) {
            out.writeStringProperty("error", "ValueError");
        }
        out.writeEndObject();
    }

    private void text(JsonGenerator out, String type, int length) {
        out.writeStartObject();
        out.writeStringProperty("type", type);
        out.writeStringProperty("text", words(length));
        out.writeEndObject();
    }

    /** Lengths are spread like times between independent events. Worlds are small: what is said has been said before. */
    private String words(int average) {
        int length = (int) Math.min(LONGEST, -Math.log(1 - random.nextDouble()) * average);
        StringBuilder text = new StringBuilder(length + LONGEST);
        while (text.length() < length) {
            text.append(sentences[random.nextInt(sentences.length)]);
        }
        return text.substring(0, length);
    }

    private String sentence() {
        StringBuilder sentence = new StringBuilder();
        for (int i = 0; i < WORDS_OF_A_SENTENCE; i++) {
            sentence.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        return sentence.toString();
    }
}
