package dev.guardedtool.recording;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.testing.Given;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** A disk that is slow, stuck or full costs recordings and nothing else. */
@Timeout(120)
class BlockedDiskTests {

    private static final QueuePolicy PATIENT = new QueuePolicy(1_000, 16 << 20, Duration.ofMinutes(1));

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.guardedtool.recording");
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void hush() {
        logger.detachAppender(logged);
        logger.setLevel(null);
        logger.setAdditive(true);
    }

    @Test
    void aStuckDiskNeitherBlocksNorFailsCallsAndIsCounted() throws Exception {
        Sink disk = new Sink();
        CountDownLatch stuck = new CountDownLatch(1);
        disk.before = line -> stuck.await();
        RecordingModule module = module(new QueuePolicy(2, 1 << 20, Duration.ZERO), disk);
        Guard guard = Given.guard(GuardPolicy.defaults()).module(module).build();

        run(guard);
        disk.reached.await();
        for (int i = 0; i < 9; i++) {
            assertThat(run(guard).ok()).isTrue();
        }
        assertThat(module.counts()).isEqualTo(new RecordingCounts(0, 7, 0, 0));
        module.close();
        module.close();

        assertThat(module.counts().droppedRuns()).isEqualTo(9);
        assertThat(messages())
                .containsExactly(
                        "WARN 2 runs were still to be recorded and are lost",
                        "WARN 0 runs were recorded; 9 runs and 0 events of others were not");
        stuck.countDown();
        disk.closed.await();
        assertThat(disk.lines).hasSize(1);
    }

    @Test
    void aQueueIsFullByItsBytesToo() throws Exception {
        Sink disk = new Sink();
        CountDownLatch stuck = new CountDownLatch(1);
        disk.before = line -> stuck.await();
        RecordingModule module = module(new QueuePolicy(1_000, 1_500, Duration.ofMinutes(1)), disk);
        Guard guard = Given.guard(GuardPolicy.defaults()).module(module).build();

        run(guard);
        disk.reached.await();
        for (int i = 0; i < 20; i++) {
            run(guard);
        }
        stuck.countDown();
        module.close();

        assertThat(module.counts().recordedRuns()).isBetween(3L, 8L).isEqualTo(disk.lines.size());
        assertThat(module.counts().recordedRuns() + module.counts().droppedRuns())
                .isEqualTo(21);
    }

    @Test
    void aFailingDiskIsToldOncePerSpellAndWrittenToAgain() throws Exception {
        Sink disk = new Sink();
        disk.before = line -> {
            if (line < 3 || line == 6) {
                throw new IOException("no space left");
            }
        };
        RecordingModule module = module(PATIENT, disk);
        Guard guard = Given.guard(GuardPolicy.defaults()).module(module).build();
        for (int i = 0; i < 10; i++) {
            assertThat(run(guard).ok()).isTrue();
        }
        module.close();

        assertThat(module.counts()).isEqualTo(new RecordingCounts(6, 4, 0, 4));
        assertThat(messages())
                .containsExactly(
                        "WARN A run could not be recorded; the next ones are tried, and this is not repeated",
                        "INFO Runs are recorded again; 3 were lost",
                        "WARN A run could not be recorded; the next ones are tried, and this is not repeated",
                        "INFO Runs are recorded again; 1 were lost",
                        "WARN 6 runs were recorded; 4 runs and 0 events of others were not");
    }

    @Test
    void closingWaitsForWhatIsLeft() throws Exception {
        Sink disk = new Sink();
        RecordingModule module = module(PATIENT, disk);
        Guard guard = Given.guard(GuardPolicy.defaults()).module(module).build();
        for (int i = 0; i < 500; i++) {
            run(guard);
        }
        module.close();
        run(guard);

        assertThat(disk.lines).hasSize(500);
        assertThat(disk.closed.getCount()).isZero();
        assertThat(module.counts()).isEqualTo(new RecordingCounts(500, 1, 0, 0));
    }

    @Test
    void theWritingThreadKnowsNothingOfTheCaller() throws Exception {
        InheritableThreadLocal<String> caller = new InheritableThreadLocal<>();
        AtomicReference<String> seen = new AtomicReference<>("nothing was written");
        Sink disk = new Sink();
        disk.before = line -> seen.set(caller.get());
        RecordingModule module = module(PATIENT, disk);
        caller.set("ann");
        try {
            run(Given.guard(GuardPolicy.defaults()).module(module).build());
            module.close();
        } finally {
            caller.remove();
        }

        assertThat(seen).hasValue(null);
    }

    @Test
    void withoutRunsThereIsNoThread() throws Exception {
        Sink disk = new Sink();
        module(PATIENT, disk).close();

        assertThat(disk.closed.getCount()).isZero();
        assertThat(messages()).isEmpty();
    }

    private static RecordingModule module(QueuePolicy queue, Sink disk) {
        return new RecordingModule(RecordingPolicy.defaults(), queue, disk);
    }

    private static ToolOutcome run(Guard guard) {
        try (GuardRun run = guard.open(RunContext.anonymous())) {
            return run.call(ToolCall.of("look", "{}"), arguments -> "seen");
        }
    }

    private List<String> messages() {
        return logged.list.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    private interface Before {

        void write(int line) throws IOException, InterruptedException;
    }

    private static final class Sink implements LineSink {

        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);
        private volatile Before before = line -> {};
        private int asked;

        @Override
        public void write(byte[] line) throws IOException {
            reached.countDown();
            try {
                before.write(asked++);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            lines.add(new String(line, StandardCharsets.UTF_8));
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
