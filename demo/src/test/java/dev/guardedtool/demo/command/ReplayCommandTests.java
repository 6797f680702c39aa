package dev.guardedtool.demo.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.guardedtool.demo.DemoApplication;
import dev.guardedtool.demo.launch.SpringLauncher;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Replay from the command line: options, exit codes, and what goes where. */
class ReplayCommandTests {

    private static final String LOOKS = """
            {"type":"tool_call","tool":"look","args":{"id":1},"turn":0},{"type":"tool_result","ok":true,"text":"same"}""";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path recording;

    @BeforeEach
    void record() throws IOException {
        recording = Files.writeString(folder.resolve("shop.jsonl"), run("r1", true, 3) + run("r2", false, 2));
    }

    @Test
    void printsATableAndWritesTheDecisions() throws IOException {
        Path decisions = folder.resolve("decisions.jsonl");

        int code = replay("--in", recording.toString(), "--out", decisions.toString());

        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        assertThat(out.toString()).startsWith("dataset").contains("shop").contains("identical_toolcall_loop_cache");
        assertThat(Files.readAllLines(decisions))
                .containsExactly(
                        "{\"dataset\":\"shop\",\"run_id\":\"r1\",\"success\":true,\"touched\":true,\"harmed\":false,\"decisions\":"
                                + "[{\"event\":4,\"tool\":\"look\",\"decision\":\"cache\",\"reason\":\"identical_toolcall_loop_cache\","
                                + "\"served_from\":3}]}",
                        "{\"dataset\":\"shop\",\"run_id\":\"r2\",\"success\":false,\"touched\":false,\"harmed\":false,"
                                + "\"decisions\":[]}");
    }

    @Test
    void readsFoldersAndCompressedFiles() throws IOException {
        Path packed = Files.createDirectory(folder.resolve("packed"));
        try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(packed.resolve("a.jsonl.gz")))) {
            gzip.write(Files.readAllBytes(recording));
        }
        Files.copy(recording, packed.resolve("b.jsonl"));
        Files.writeString(packed.resolve("notes.txt"), "not a recording");

        assertThat(replay("--in", packed.toString(), "--in", recording.toString(), "--out", folder + "/out"))
                .isZero();
        assertThat(folder.resolve("out")).content().hasLineCount(6);
    }

    @Test
    void takesPropertiesFromAFileAndFromTheCommandLine() throws IOException {
        Path config = Files.writeString(folder.resolve("my.yml"), "guard.loops.repeat.threshold: 2");

        assertThat(touched("--config", config.toString())).isEqualTo("true true");
        assertThat(touched("--guard.loops.repeat.threshold=4")).isEqualTo("false false");
        assertThat(touched("--spring.config.additional-location=file:" + config))
                .isEqualTo("true true");
    }

    @Test
    void needsNoSecretOfTheApplicationWhoseConfigurationItReads() throws IOException {
        Path config = Files.writeString(
                folder.resolve("application.yml"),
                "guard: { secret-key: \"${NO_SUCH_VARIABLE}\", mode: shadow }\nserver.port: 8443");

        assertThat(touched("--config", config.toString())).isEqualTo("true false");
    }

    @Test
    void showsTwoConfigurationsOneAfterTheOther() throws IOException {
        Path other = Files.writeString(folder.resolve("other.yml"), "guard.loops.repeat.enabled: false");

        assertThat(replay("--in", recording.toString(), "--compare", other.toString(), "--out", folder + "/out"))
                .isZero();

        String[] tables = out.toString().split("other\\.yml\\R");
        assertThat(tables).hasSize(2);
        assertThat(tables[0]).startsWith("guard's defaults").contains("identical_toolcall_loop_cache");
        assertThat(tables[1]).startsWith("dataset").doesNotContain("identical_toolcall_loop_cache");
        assertThat(folder.resolve("out")).content().contains("\"touched\":true");
    }

    @Test
    void writesAPageOnOneConfigurationOrOnTwo() throws IOException {
        Path other = Files.writeString(folder.resolve("other.yml"), "guard.loops.repeat.enabled: false");
        Path page = folder.resolve("report.html");

        assertThat(replay("--in", recording.toString(), "--html", page.toString()))
                .isZero();
        assertThat(page).content().contains("identical_toolcall_loop_cache").doesNotContain("other.yml");

        assertThat(replay("--in", recording.toString(), "--html", page.toString(), "--compare", other.toString()))
                .isZero();
        assertThat(page).content().contains("identical_toolcall_loop_cache", "other.yml");
    }

    @Test
    void suggestsConfigurationThatCanBeUsedAsItIs() throws IOException {
        String writes = run("w", true, 1).replace("look", "delete_order")
                + run("v", true, 1).replace("look", "get_order");
        Files.writeString(recording, run("r1", true, 3) + writes);

        assertThat(replay("--in", recording.toString(), "--suggest")).isZero();

        String yaml = out.toString();
        assertThat(yaml).contains("delete_order", "effect: write").contains("# dataset");
        assertThat(yaml.lines().filter(line -> line.startsWith("dataset"))).isEmpty();
        Path suggested = Files.writeString(folder.resolve("suggested.yml"), yaml);
        assertThat(replay("--in", recording.toString(), "--config", suggested.toString()))
                .as(err.toString())
                .isZero();
    }

    @Test
    void stopsAfterTheLimit() {
        assertThat(replay("--in", recording.toString(), "--limit", "1", "--out", folder + "/out"))
                .isZero();
        assertThat(folder.resolve("out")).content().hasLineCount(1);
    }

    @Test
    void skipsLinesThatHoldNoRunAndSaysWhich() throws IOException {
        Files.writeString(recording, "{bad\n" + run("r1", true, 1) + "{}\n{worse\n");

        int code = replay("--in", recording.toString(), "--out", folder + "/out");

        assertThat(code).isEqualTo(3);
        assertThat(err.toString().lines())
                .containsExactly(
                        "guard-demo: skipped 2 lines; each of them is not JSON: " + recording + ":1, " + recording
                                + ":4",
                        "guard-demo: skipped a line that has neither events nor messages: " + recording + ":3");
        assertThat(folder.resolve("out")).content().hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--in nowhere.jsonl|nowhere.jsonl: nothing there to read",
                "--in shop.jsonl --config no.yml|no.yml: no such file",
                "--in shop.jsonl --compare no.yml|no.yml: no such file",
                "--in shop.jsonl --config .|is no file",
                "--in shop.jsonl --config broken.yml|broken.yml: cannot be read: while parsing a flow node",
                "--in shop.jsonl --config shop.jsonl|shop.jsonl: cannot be read: File extension is not known",
                "--in shop.jsonl --out /dev/full|/dev/full: cannot be written: No space left on device",
                "--in shop.jsonl --html /dev/full|/dev/full: cannot be written: No space left on device",
                "--in shop.jsonl --html same.jsonl --out same.jsonl|same.jsonl: would be written twice",
                "--in shop.jsonl --config broken.yml --out broken.yml|would be read and written at once",
                "--in shop.jsonl --compare broken.yml --html broken.yml|would be read and written at once",
                "--in shop.jsonl --out no/such/folder|cannot be written",
                "--in shop.jsonl --html no/such/folder|cannot be written",
                "--in shop.jsonl --html shop.jsonl|would be read and written at once",
                "--in shop.jsonl --out shop.jsonl|would be read and written at once",
                "--in shop.jsonl --limit 0|--limit must be at least 1",
                "--in shop.jsonl --limit many|Invalid value for option '--limit'",
                "--out out.jsonl|Missing required option: '--in",
                "--in shop.jsonl --guard.loops.repeat.threshold=two|Set guard.loops.repeat.threshold to a whole number",
                "--in shop.jsonl --guard.loops.repeat.treshold=2|guard.loops.repeat.treshold",
            })
    void saysInOneLineWhyItCouldNotRun(String options, String why) throws IOException {
        assumeThat(!options.contains("/dev/full") || Files.exists(Path.of("/dev/full")))
                .isTrue();
        Path broken = Files.writeString(folder.resolve("broken.yml"), "guard:\n  loops: [\n");
        String[] args = options.split(" ");
        for (int i = 0; i < args.length; i++) {
            args[i] = args[i].matches("[a-z/]+\\.(jsonl|yml)|no/such/folder")
                    ? folder.resolve(args[i]).toString()
                    : args[i];
        }

        int code = replay(args);

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).startsWith("guard-demo: ").contains(why).hasLineCount(1);
        assertThat(out.toString()).isEmpty();
        assertThat(recording).content().hasLineCount(2);
        assertThat(broken).content().startsWith("guard:");
    }

    @Test
    void saysWhenResultsCannotBePrinted() {
        PrintWriter full = new PrintWriter(new OutputStream() {
            @Override
            public void write(int written) throws IOException {
                throw new IOException("No space left on device");
            }
        });

        assertThat(replay(full, "--in", recording.toString())).isEqualTo(2);
        assertThat(err.toString()).isEqualToIgnoringNewLines("guard-demo: standard output: cannot be written");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void explainsItself(String option) {
        assertThat(replay(option)).isZero();
        assertThat(out.toString()).contains("--in", "--out", "--html", "--config", "--compare", "--suggest", "--limit");
    }

    private String touched(String... options) throws IOException {
        Path decisions = folder.resolve("touched.jsonl");
        String[] args = new String[options.length + 4];
        System.arraycopy(options, 0, args, 4, options.length);
        args[0] = "--in";
        args[1] = recording.toString();
        args[2] = "--out";
        args[3] = decisions.toString();
        assertThat(replay(args)).as(err.toString()).isZero();
        return String.join(
                " ",
                Files.readAllLines(decisions).stream()
                        .map(line -> Boolean.toString(line.contains("\"touched\":true")))
                        .toList());
    }

    private int replay(String... args) {
        return replay(new PrintWriter(out, true), args);
    }

    private int replay(PrintWriter printer, String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "replay";
        System.arraycopy(args, 0, all, 1, args.length);
        SpringLauncher launcher = SpringLauncher.of(DemoApplication.class, all);
        CommandLine command = GuardDemo.commandLine(launcher).setOut(printer).setErr(new PrintWriter(err, true));
        return command.execute(launcher.remaining());
    }

    private static String run(String id, boolean success, int looks) {
        StringBuilder events = new StringBuilder();
        for (int i = 0; i < looks; i++) {
            events.append(i == 0 ? "" : ",").append(LOOKS);
        }
        return "{\"dataset\":\"shop\",\"run_id\":\"" + id + "\",\"model\":\"m\",\"success\":" + success
                + ",\"attack\":null,\"meta\":{},\"events\":[" + events + "]}\n";
    }
}
