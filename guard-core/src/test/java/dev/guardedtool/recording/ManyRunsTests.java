package dev.guardedtool.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.Usage;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.replay.RecordedEvent;
import dev.guardedtool.replay.RecordedRun;
import dev.guardedtool.replay.RunReader;
import dev.guardedtool.testing.Given;
import dev.guardedtool.testing.Together;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every line is whole and of one run, however many runs end at once and however often the file is full. */
class ManyRunsTests {

    private static final int THREADS = 64;
    private static final int RUNS = 20;
    private static final int CALLS = 5;

    @TempDir
    private Path folder;

    @Test
    void runsOfManyThreadsAreLinesOfTheirOwn() throws Exception {
        LineSink file = RotatingFile.open(folder.resolve("runs.jsonl"), 100_000, 1_000, true);
        RecordingModule module = new RecordingModule(
                RecordingPolicy.defaults(), new QueuePolicy(10_000, 100 << 20, Duration.ofMinutes(1)), file);
        Guard guard = Given.guard(GuardPolicy.defaults()).module(module).build();

        Together.run(THREADS, thread -> {
            for (int i = 0; i < RUNS; i++) {
                run(guard, thread + "-" + i);
            }
            return thread;
        });
        module.close();

        assertThat(module.counts()).isEqualTo(new RecordingCounts(THREADS * RUNS, 0, 0, 0));
        assertThat(folder.toFile().list()).hasSizeGreaterThan(3);
        Set<String> ids = new HashSet<>();
        try (RunReader reader = RunReader.open(List.of(folder))) {
            while (reader.hasNext()) {
                RecordedRun run = reader.next();
                ids.add(run.runId());
                assertThat(run.model()).isEqualTo("model-" + run.runId());
                assertThat(run.calls()).isEqualTo(CALLS);
                assertThat(run.events()).hasSize(2 * CALLS + 2);
                assertThat(run.events().get(2)).isInstanceOf(RecordedEvent.Call.class);
                assertThat(run.resultOf(2)).isNotNull();
            }
            assertThat(reader.malformed()).isZero();
        }
        assertThat(ids).hasSize(THREADS * RUNS);
    }

    private static void run(Guard guard, String id) {
        try (GuardRun run = guard.open(RunContext.anonymous().withRunId(id))) {
            run.recordUsage(Usage.of("model-" + id, 10, 1));
            run.inspectOutput("This is " + id);
            for (int i = 0; i < CALLS; i++) {
                String json = "{\"run\":\"" + id + "\",\"i\":" + i + "}";
                run.call(ToolCall.of("look", json), arguments -> json);
            }
        }
    }

    @Test
    void callsOfManyThreadsInOneRunAreAllThere() throws Exception {
        Recorder recorder = Recorder.fingerprints(GuardPolicy.defaults());
        try (GuardRun run = recorder.open()) {
            Together.run(16, thread -> {
                for (int i = 0; i < 20; i++) {
                    run.call(ToolCall.of("look", "{\"t\":" + thread + ",\"i\":" + i + "}"), arguments -> "seen");
                }
                return thread;
            });
        }

        List<String> events = recorder.events();
        assertThat(events).hasSize(2 * 16 * 20);
        for (int i = 0; i < events.size(); i += 2) {
            assertThat(events.get(i)).contains("\"tool_call\"");
            assertThat(events.get(i + 1)).contains("\"tool_result\"");
        }
    }
}
