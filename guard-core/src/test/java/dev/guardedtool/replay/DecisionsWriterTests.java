package dev.guardedtool.replay;

import static dev.guardedtool.replay.Given.call;
import static dev.guardedtool.replay.Given.failed;
import static dev.guardedtool.replay.Given.ok;
import static dev.guardedtool.replay.Given.run;
import static dev.guardedtool.replay.Given.said;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guardedtool.policy.GuardPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class DecisionsWriterTests {

    private static final RecordedEvent LOOK = call("look", "{}");
    private static final RecordedEvent WAIT = said("I am looking into it and will come back to you.");

    private static final RecordedRun MIXED = run(
            "set",
            "r/1",
            true,
            LOOK,
            ok("x"),
            LOOK,
            ok("x"),
            LOOK,
            ok("y"),
            call("find", "{\"n\":1}"),
            failed("404", "no"),
            call("find", "{\"n\":2}"),
            failed("404", "no"),
            call("find", "{\"n\":3}"),
            failed("404", "no"),
            WAIT,
            WAIT,
            WAIT,
            WAIT,
            WAIT,
            WAIT);

    @Test
    void aLineHoldsWhatIsNoPlainAllow() {
        assertThat(written(MIXED)).startsWith("""
                        {"dataset":"set","run_id":"r/1","success":true,"touched":true,"harmed":true,"decisions":[\
                        {"event":4,"tool":"look","decision":"cache","reason":"identical_toolcall_loop_cache","served_from":3},\
                        {"event":10,"tool":"find","decision":"allow","reason":"allow","warning":"error_streak"},\
                        {"event":16,"text":true,"decision":"rewrite","reason":"no_state_change_loop"}""").endsWith("]}\n");
    }

    @Test
    void aRunThatIsLeftAloneHasALineToo() {
        assertThat(written(run("set", "r", false, LOOK, ok("x")), run("set", "s", null)))
                .isEqualTo("""
                        {"dataset":"set","run_id":"r","success":false,"touched":false,"harmed":false,"decisions":[]}
                        {"dataset":"set","run_id":"s","success":null,"touched":false,"harmed":false,"decisions":[]}
                        """);
    }

    @Test
    void theSameRunsGiveTheSameBytes() {
        assertThat(written(MIXED, MIXED)).isEqualTo(written(MIXED, MIXED));
    }

    @Test
    void namesOfAnyKindCanBeReadBack() {
        String odd = "ü \" \\ \n \u2028 \uD83D\uDE00 \uD83D";

        String line = written(run(odd, odd, true));

        assertThat(line.lines()).hasSize(1);
        assertThat(JsonMapper.shared().readTree(line).get("run_id").asString()).isEqualTo(odd);
        assertThat(line.getBytes(UTF_8)).hasSize(line.length());
    }

    @Test
    void aFileIsReplaced(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("out.jsonl"), "what was there before, and longer".repeat(99));

        try (DecisionsWriter writer = DecisionsWriter.to(file)) {
            writer.write(replayed(run("set", "r", true)));
        }

        assertThat(file).content().startsWith("{\"dataset\":\"set\"").hasLineCount(1);
    }

    @Test
    void manyRunsAreNotHeldBack() {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        DecisionsWriter writer = new DecisionsWriter(target);
        ReplayedRun run = replayed(run("set", "r", true));

        for (int i = 0; i < 2_000; i++) {
            writer.write(run);
        }

        assertThat(target.size()).isGreaterThan(100_000);
    }

    @Test
    void whatCannotBeWrittenIsSaid() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("disk full");
            }
        };
        DecisionsWriter writer = new DecisionsWriter(full);
        ReplayedRun tooLong = replayed(run("set", "r".repeat(100_000), true));

        assertThatThrownBy(() -> writer.write(tooLong))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("disk full");
        assertThatThrownBy(writer::close).isInstanceOf(IOException.class);
    }

    private static ReplayedRun replayed(RecordedRun run) {
        return Replay.of(GuardPolicy.defaults()).replay(run);
    }

    private static String written(RecordedRun... runs) {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        try (DecisionsWriter writer = new DecisionsWriter(target)) {
            Replay.of(GuardPolicy.defaults()).replay(List.of(runs).iterator(), writer::write);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return target.toString(UTF_8);
    }
}
