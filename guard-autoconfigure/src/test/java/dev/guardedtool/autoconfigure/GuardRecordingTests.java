package dev.guardedtool.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.recording.LineSink;
import dev.guardedtool.recording.QueuePolicy;
import dev.guardedtool.recording.RecordingCounts;
import dev.guardedtool.recording.RecordingModule;
import dev.guardedtool.recording.RecordingPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** With {@code guard.record.file} every run becomes a line of that file. */
class GuardRecordingTests {

    @TempDir
    private Path folder;

    private Path file;

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withPropertyValues("guard.secret-key=a key of sixteen bytes", "spring.application.name=shop")
            .withConfiguration(
                    AutoConfigurations.of(GuardAutoConfiguration.class, GuardRecordingAutoConfiguration.class));

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("deep/runs.jsonl");
    }

    @Test
    void withoutAFileNothingIsRecorded() {
        context.withPropertyValues("guard.record.arguments=clear")
                .run(application -> assertThat(application).doesNotHaveBean(RecordingModule.class));
    }

    @Test
    void withoutTheGuardNothingIsRecorded() {
        recording("guard.enabled=false").run(application -> {
            assertThat(application).doesNotHaveBean(RecordingModule.class);
            assertThat(file).doesNotExist();
        });
    }

    @Test
    void runsAreWrittenWhenTheApplicationEndsAtTheLatest() throws IOException {
        AtomicReference<RecordingModule> module = new AtomicReference<>();
        recording().run(application -> {
            module.set(application.getBean(RecordingModule.class));
            run(application, null);
            run(application, "agent");
        });

        List<JsonNode> lines = lines();
        assertThat(lines).extracting(line -> line.get("dataset").asString()).containsExactly("shop", "agent");
        assertThat(lines.get(0).get("events")).hasSize(2);
        assertThat(lines.get(0).toString()).doesNotContain("A-1");
        assertThat(module.get().counts()).isEqualTo(new RecordingCounts(2, 0, 0, 0));
    }

    @Test
    void whatIsAskedForIsInTheClearButSecretsAreNot() throws IOException {
        recording("guard.record.arguments=clear", "guard.record.secret-names=vin*")
                .run(application -> run(application, null));

        JsonNode events = lines().get(0).get("events");
        assertThat(events.get(0).get("args").get("id").asString()).isEqualTo("A-1");
        assertThat(events.get(0).get("args").get("vinNumber").asString()).startsWith("[redacted ");
        assertThat(events.get(1).get("text").asString()).startsWith("fp");
    }

    @Test
    void theFileIsPutAsideWhenItIsFull() throws IOException {
        recording("guard.record.max-file-size=600B", "guard.record.max-files=2", "guard.record.compress=false")
                .run(application -> {
                    for (int i = 0; i < 9; i++) {
                        run(application, null);
                    }
                });

        assertThat(file.getParent().toFile().list()).hasSize(3).contains("runs.jsonl");
    }

    @Test
    void anApplicationMayRecordToSomewhereElse() {
        List<byte[]> lines = new ArrayList<>();
        recording()
                .withBean(
                        RecordingModule.class,
                        () -> new RecordingModule(RecordingPolicy.defaults(), QueuePolicy.defaults(), new LineSink() {
                            @Override
                            public void write(byte[] line) {
                                lines.add(line);
                            }

                            @Override
                            public void close() {}
                        }))
                .run(application -> {
                    assertThat(application).hasSingleBean(RecordingModule.class);
                    run(application, null);
                });

        assertThat(lines).hasSize(1);
        assertThat(file).doesNotExist();
    }

    @Test
    void aWrongFileIsFoundAtStartEvenWhereBeansAreLazy() {
        file = folder;

        recording()
                .withBean(LazyInitializationBeanFactoryPostProcessor.class)
                .run(application -> assertThat(application).hasFailed());
    }

    private ApplicationContextRunner recording(String... properties) {
        return context.withPropertyValues("guard.record.file=" + file).withPropertyValues(properties);
    }

    private static void run(ApplicationContext application, String agent) {
        RunContext run = RunContext.anonymous().withAgent(agent);
        try (GuardRun open = application.getBean(Guard.class).open(run)) {
            open.call(ToolCall.of("look", "{\"id\":\"A-1\",\"vinNumber\":\"WVW\"}"), arguments -> "seen A-1");
        }
    }

    private List<JsonNode> lines() throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }
}
