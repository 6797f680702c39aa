package dev.guardedtool.replay;

import static dev.guardedtool.replay.Recorded.bytes;
import static dev.guardedtool.replay.Recorded.file;
import static dev.guardedtool.replay.Recorded.gzip;
import static dev.guardedtool.replay.Recorded.read;
import static dev.guardedtool.replay.Recorded.run;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guardedtool.ToolName;
import dev.guardedtool.Usage;
import dev.guardedtool.replay.Recorded.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunReaderTests {

    @TempDir
    Path folder;

    @Test
    void readsEveryKindOfEvent() {
        Path file = file(
                folder,
                "a.jsonl",
                run(
                        "r/1",
                        "{\"type\":\"user\",\"text\":\"Wo ist mein P\\u00e4ckchen?\"}",
                        "{\"type\":\"assistant\",\"text\":\"Moment – ich schaue nach.\"}",
                        "{\"type\":\"tool_call\",\"tool\":\"track\",\"args\":{\"id\": [1, {\"ä\":\"}\"}]},\"turn\":1,"
                                + "\"src\":{\"id\":\"u\"}}",
                        "{\"type\":\"tool_result\",\"ok\":true,\"text\":\"Leipzig\"}",
                        "{\"args\":{},\"tool\":\"track\",\"type\":\"tool_call\"}",
                        "{\"type\":\"tool_result\",\"ok\":false,\"text\":\"\",\"error\":\"timeout\",\"effect_executed\":true}",
                        "{\"type\":\"usage\",\"model\":\"n\",\"input_tokens\":10,\"output_tokens\":3,\"cached_tokens\":4}",
                        "{\"type\":\"thought\",\"text\":\"hm\"}"));

        RecordedRun run = read(file).only();

        assertThat(run.dataset()).isEqualTo("set");
        assertThat(run.runId()).isEqualTo("r/1");
        assertThat(run.model()).isEqualTo("m");
        assertThat(run.success()).isTrue();
        assertThat(run.calls()).isEqualTo(2);
        assertThat(run.events())
                .containsExactly(
                        new RecordedEvent.UserText("Wo ist mein Päckchen?"),
                        new RecordedEvent.AssistantText("Moment – ich schaue nach."),
                        new RecordedEvent.Call(ToolName.of("track"), "{\"id\": [1, {\"ä\":\"}\"}]}"),
                        new RecordedEvent.Result(true, "Leipzig", null),
                        new RecordedEvent.Call(ToolName.of("track"), "{}"),
                        new RecordedEvent.Result(false, "", "timeout", true),
                        new RecordedEvent.ModelUsage(new Usage("n", 10, 3, 4, null, true)),
                        new RecordedEvent.Other("thought"));
    }

    @Test
    void aResultBelongsToTheCallRightBefore() {
        Path file = file(
                folder,
                "a.jsonl",
                run(
                        "r",
                        "{\"type\":\"tool_call\",\"tool\":\"a\",\"args\":{}}",
                        "{\"type\":\"tool_call\",\"tool\":\"b\",\"args\":{}}",
                        "{\"type\":\"tool_result\",\"ok\":true,\"text\":\"of b\"}",
                        "{\"type\":\"tool_call\",\"tool\":\"c\",\"args\":{}}"));

        RecordedRun run = read(file).only();

        assertThat(run.resultOf(0)).isNull();
        assertThat(run.resultOf(1)).isEqualTo(new RecordedEvent.Result(true, "of b", null));
        assertThat(run.resultOf(3)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1}          | {\"a\":1}",
                "[1,2]              | [1,2]",
                "\"not {json\"      | not {json",
                "null               | {}",
                "12.50              | 12.50",
                "true               | true"
            })
    void argumentsAreKeptAsTheyWereWritten(String written, String read) {
        Path file =
                file(folder, "a.jsonl", run("r", "{\"type\":\"tool_call\",\"tool\":\"t\",\"args\":" + written + "}"));

        assertThat(read(file).only().events()).containsExactly(new RecordedEvent.Call(ToolName.of("t"), read));
    }

    @Test
    void argumentsOnALineInTheMiddleOfTheFileAreTheirOwn() {
        String[] lines = new String[300];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = run("r" + i, "{\"type\":\"tool_call\",\"tool\":\"t\",\"args\":{\"n\":" + i + "}}");
        }

        List<RecordedRun> runs = read(file(folder, "a.jsonl", lines)).runs();

        assertThat(runs).hasSize(300).allSatisfy(run -> {
            int number = Integer.parseInt(run.runId().substring(1));
            RecordedEvent.Call call = (RecordedEvent.Call) run.events().get(0);
            assertThat(call.arguments()).isEqualTo("{\"n\":" + number + "}");
        });
    }

    @Test
    void usageThatOnlyHasATotalCountsAsInput() {
        Path file = file(
                folder,
                "a.jsonl",
                run("r", "{\"type\":\"usage\",\"total\":7}", "{\"type\":\"usage\",\"seconds\":7.5}"));

        assertThat(read(file).only().events())
                .containsExactly(
                        new RecordedEvent.ModelUsage(Usage.of("m", 7, 0)),
                        new RecordedEvent.ModelUsage(Usage.unreported("m")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1e3", "\"5\"", "99999999999999999999", "[1]", "null"})
    void oddTokenCountsDoNotMatter(String count) {
        Path file = file(
                folder,
                "a.jsonl",
                run("r", "{\"type\":\"usage\",\"input\":" + count + ",\"output\":2,\"cached_tokens\":9}"));

        assertThat(read(file).only().events()).containsExactly(new RecordedEvent.ModelUsage(Usage.of("m", 0, 2)));
    }

    @Test
    void aRunThatDoesNotSayWhatItIsIsNamedAfterFileAndLine() {
        Path file = file(folder, "mine.jsonl", "", "{\"success\":null,\"events\":[]}");

        assertThat(read(file).only()).isEqualTo(new RecordedRun("mine", "mine:2", null, null, List.of()));
    }

    @Test
    void malformedLinesAreReportedAndSkipped() {
        String good = run("good");
        Path file = file(
                folder,
                "a.jsonl",
                good,
                "{\"dataset\":\"set\",",
                "",
                "not json",
                "42",
                "{\"dataset\":\"set\"}",
                "{\"events\":{}}",
                "{\"events\":[1]}",
                good + " trailing",
                good + good,
                "{\"events\":[{\"type\":\"user\"},{\"type\":\"tool_call\",\"tool\":\" \"}]}",
                "{\"events\":[{\"type\":\"tool_result\",\"text\":\"x\"}]}",
                "{\"success\":\"yes\",\"events\":[]}",
                good);

        Reading reading = read(file);

        assertThat(reading.runs()).hasSize(2);
        assertThat(reading.malformed()).allMatch(line -> line.file().equals(file));
        assertThat(reading.malformed())
                .extracting(MalformedLine::line)
                .containsExactly(2L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L);
        assertThat(reading.malformed().get(0).reason())
                .startsWith("is not JSON: ")
                .doesNotContain("\n");
        assertThat(reading.malformed().subList(2, 11))
                .extracting(MalformedLine::reason)
                .satisfies(reasons -> {
                    assertThat(reasons.get(0)).isEqualTo("holds neither an object nor a list");
                    assertThat(reasons.get(1)).isEqualTo("has neither events nor messages");
                    assertThat(reasons.get(2)).isEqualTo("has neither events nor messages");
                    assertThat(reasons.get(3)).isEqualTo("has an event that is no object: event 0");
                    assertThat(reasons.get(4)).startsWith("is not JSON");
                    assertThat(reasons.get(5)).isEqualTo("goes on after the run");
                    assertThat(reasons.get(6)).isEqualTo("has a tool_call without a tool: event 1");
                    assertThat(reasons.get(7))
                            .isEqualTo("has a tool_result that does not say whether it is ok: event 0");
                    assertThat(reasons.get(8)).isEqualTo("has a success that is neither true nor false nor null");
                });
        assertThat(reading.malformed().get(3)).hasToString(file + ":6: has neither events nor messages");
    }

    @Test
    void linesThatAreNoUtf8AreMalformed() throws IOException {
        byte[] good = (run("good") + "\n").getBytes(UTF_8);
        byte[] broken = (run("bro\u0001ken") + "\n").getBytes(UTF_8);
        for (int i = 0; i < broken.length; i++) {
            broken[i] = broken[i] == 1 ? (byte) 0xFF : broken[i];
        }
        byte[] wide = "{\u0000\"\u0000\n".getBytes(UTF_8);
        Path file = bytes(folder, "a.jsonl", concat(good, broken, wide, good));

        Reading reading = read(file);

        assertThat(reading.runs()).hasSize(2);
        assertThat(reading.malformed()).extracting(MalformedLine::line).containsExactly(2L, 3L);
        assertThat(reading.malformed().get(1).reason()).isEqualTo("is not UTF-8");
    }

    @Test
    void blankLinesMarksAndCarriageReturnsDoNotMatter() {
        Path file = bytes(folder, "a.jsonl", ("\uFEFF" + run("1") + "\r\n \t\r\n\n" + run("2")).getBytes(UTF_8));

        Reading reading = read(file);

        assertThat(reading.runs()).extracting(RecordedRun::runId).containsExactly("1", "2");
        assertThat(reading.malformed()).isEmpty();
    }

    @Test
    void emptyFilesHoldNoRuns() {
        Reading reading = read(
                bytes(folder, "empty.jsonl", new byte[0]),
                bytes(folder, "mark.jsonl", "\uFEFF".getBytes(UTF_8)),
                bytes(folder, "empty.jsonl.gz", gzip(new byte[0])));

        assertThat(reading.runs()).isEmpty();
        assertThat(reading.malformed()).isEmpty();
    }

    @Test
    void compressionShowsByContentAndNotByName() {
        byte[] content = (run("1") + "\n").getBytes(UTF_8);

        Reading reading =
                read(bytes(folder, "packed.jsonl", gzip(content)), bytes(folder, "unpacked.jsonl.gz", content));

        assertThat(reading.runs()).hasSize(2);
        assertThat(reading.malformed()).isEmpty();
    }

    @Test
    void compressedFilesMayBePutTogether() throws IOException {
        byte[] one = gzip((run("1") + "\n").getBytes(UTF_8));
        byte[] two = gzip((run("2") + "\n").getBytes(UTF_8));

        Reading reading = read(bytes(folder, "both.jsonl.gz", concat(one, two)));

        assertThat(reading.runs()).extracting(RecordedRun::runId).containsExactly("1", "2");
    }

    @Test
    void aCompressedFileThatBreaksOffIsReportedAtTheLineItBreaksOffIn() {
        StringBuilder content = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            content.append(run("run" + i * 7919 % 2_003)).append('\n');
        }
        byte[] whole = gzip(content.toString().getBytes(UTF_8));
        Path broken = bytes(folder, "a.jsonl.gz", Arrays.copyOf(whole, whole.length / 2));
        Path next = file(folder, "b.jsonl", run("next"));

        Reading reading = read(broken, next);

        int complete = reading.runs().size() - 1;
        assertThat(complete).isBetween(500, 1_500);
        assertThat(reading.runs().get(complete).runId()).isEqualTo("next");
        assertThat(reading.malformed())
                .containsExactly(
                        new MalformedLine(broken, complete + 1L, "breaks off: the compressed file is cut short"));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 9, 15})
    void aCompressedFileMayBreakOffRightAtTheStart(int length) {
        Path broken = bytes(
                folder, "a.jsonl.gz", Arrays.copyOf(gzip(run("1").repeat(99).getBytes(UTF_8)), length));

        assertThat(read(broken).malformed())
                .containsExactly(new MalformedLine(broken, 1, "breaks off: the compressed file is cut short"));
    }

    @Test
    void aDamagedCompressedFileIsReported() {
        byte[] content = gzip((run("1") + "\n" + run("2") + "\n").getBytes(UTF_8));
        content[content.length - 6] ^= 1;
        Path broken = bytes(folder, "a.jsonl.gz", content);

        Reading reading = read(broken);

        assertThat(reading.runs()).hasSize(2);
        assertThat(reading.malformed())
                .containsExactly(new MalformedLine(broken, 3, "cannot be read: the compressed file is damaged"));
    }

    @Test
    void linesMayBeOfAnyLength() {
        String large = "x".repeat(3_000_000);
        Path file = file(
                folder,
                "a.jsonl",
                run("1"),
                run("2", "{\"type\":\"user\",\"text\":\"" + large + "\"}"),
                run("3"),
                run("4", "{\"type\":\"user\",\"text\":\"" + large + "\"}"),
                run("5"));

        Reading reading = read(file);

        assertThat(reading.runs()).extracting(RecordedRun::runId).containsExactly("1", "2", "3", "4", "5");
        assertThat(reading.runs().get(3).events()).containsExactly(new RecordedEvent.UserText(large));
    }

    @Test
    void argumentsMayNestDeeperThanTheGuardAllows() {
        String deep = "[".repeat(5_000) + "]".repeat(5_000);
        Path file = file(folder, "a.jsonl", run("r", "{\"type\":\"tool_call\",\"tool\":\"t\",\"args\":" + deep + "}"));

        assertThat(read(file).only().events()).containsExactly(new RecordedEvent.Call(ToolName.of("t"), deep));
    }

    @Test
    void aFolderMeansItsRecordingsByName() throws IOException {
        Files.createDirectory(folder.resolve("z.jsonl"));
        file(folder, "b.jsonl", run("b"));
        bytes(folder, "a.jsonl.gz", gzip(run("a").getBytes(UTF_8)));
        file(folder, "notes.txt", "no runs");
        Path other = file(Files.createDirectory(folder.resolve("sub")), "c.json", run("c"));

        assertThat(read(folder, other).runs()).extracting(RecordedRun::runId).containsExactly("a", "b", "c");
    }

    @Test
    void whatIsNotThereIsSaidAtOnce() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertThatThrownBy(() -> RunReader.open(List.of(folder.resolve("absent.jsonl"))))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("absent.jsonl");
        assertThatThrownBy(() -> RunReader.open(List.of(empty)))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("no *.jsonl");
    }

    @Test
    void progressCountsWhatIsReadFromDisk() throws IOException {
        Path packed =
                bytes(folder, "a.jsonl.gz", gzip((run("1") + "\n").repeat(5_000).getBytes(UTF_8)));
        Path plain = file(folder, "b.jsonl", run("2"));
        long size = Files.size(packed) + Files.size(plain);
        List<Long> seen = new ArrayList<>();
        ReadListener listener = new ReadListener() {
            @Override
            public void progress(long bytes, long total) {
                assertThat(total).isEqualTo(size);
                seen.add(bytes);
            }
        };

        try (RunReader reader = RunReader.open(List.of(packed, plain), listener)) {
            reader.forEachRemaining(run -> {});

            assertThat(reader.runs()).isEqualTo(5_001);
            assertThat(reader.malformed()).isZero();
        }

        assertThat(seen).isSorted().last().isEqualTo(size);
    }

    @Test
    void thereIsNothingAfterTheLastRun() throws IOException {
        try (RunReader reader = RunReader.open(List.of(file(folder, "a.jsonl", run("1"))))) {
            reader.next();

            assertThat(reader.hasNext()).isFalse();
            assertThatThrownBy(reader::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void nothingIsReadAfterClosing() throws IOException {
        RunReader reader = RunReader.open(List.of(file(folder, "a.jsonl", run("1"), run("2"))));
        reader.next();
        reader.close();

        assertThat(reader.hasNext()).isFalse();
    }

    private static byte[] concat(byte[]... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part);
        }
        return all.toByteArray();
    }
}
