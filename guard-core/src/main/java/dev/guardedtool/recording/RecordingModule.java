package dev.guardedtool.recording;

import dev.guardedtool.Decision;
import dev.guardedtool.Usage;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardModule;
import dev.guardedtool.check.Outcome;
import dev.guardedtool.check.RunObserver;
import dev.guardedtool.check.RunState;
import dev.guardedtool.check.RunView;
import dev.guardedtool.redaction.Redactor;
import dev.guardedtool.signature.PlainJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records runs, each as one line of the format that replay reads, when it is closed. A run that is never closed is never
 * written; one that is continued from a snapshot is a line of its own under the same id. Nothing here makes a call wait or
 * fail: what cannot be kept or written is dropped and counted. Give it to one guard, and close it after the last run.
 * Thread-safe.
 */
public final class RecordingModule implements GuardModule, RunObserver, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RecordingModule.class);

    private static final int LONGEST_TOOL = 128;

    private final RecordingPolicy policy;
    private final LineWriter writer;
    private final Redactor redactor;
    private final RecordedArguments arguments;
    private final RecordedResults results;
    private final RecordedTexts texts;
    private final LongAdder droppedEvents = new LongAdder();
    private final RunState<RunBuffer> buffers;

    /** Records to that sink, which is closed with this. */
    public RecordingModule(RecordingPolicy policy, QueuePolicy queue, LineSink sink) {
        this.policy = policy;
        this.writer = new LineWriter(sink, queue);
        this.redactor = new Redactor(policy.secretNames());
        this.arguments = new RecordedArguments(policy.arguments());
        this.results = new RecordedResults(policy.results());
        this.texts = new RecordedTexts(policy.texts());
        this.buffers = RunState.of("recording", any -> empty(), buffer -> Map.of(), (any, written) -> empty());
    }

    private RunBuffer empty() {
        return new RunBuffer(policy.maxEventsPerRun(), policy.maxSizePerRun(), droppedEvents);
    }

    @Override
    public String name() {
        return "recording";
    }

    @Override
    public List<RunObserver> observers() {
        return List.of(this);
    }

    @Override
    public void decided(CallView call, Decision decision) {
        RunBuffer buffer = buffer(call.run());
        if (buffer.hasRoom()) {
            buffer.called(
                    call, begun(call), Verdict.onCall(decision, call.spec().mode()));
        }
    }

    private String begun(CallView call) {
        Disguise disguise = disguise(call.run());
        return "{\"type\":\"tool_call\",\"tool\":"
                + PlainJson.of(disguise.name(call.tool().value(), LONGEST_TOOL))
                + ",\"args\":"
                + arguments.of(call, disguise);
    }

    @Override
    public void overruled(CallView call, Decision decision) {
        buffer(call.run()).overruled(call, Verdict.of(decision, null));
    }

    @Override
    public void recorded(CallView call, Outcome outcome) {
        RunBuffer buffer = buffer(call.run());
        if (!buffer.awaits(call)) {
            if (!buffer.hasRoom()) {
                return;
            }
            buffer.called(call, begun(call), null);
        }
        buffer.returned(call, results.of(call, outcome, disguise(call.run())));
    }

    @Override
    public void said(RunView run, String text, @Nullable Decision decision) {
        RunBuffer buffer = buffer(run);
        if (buffer.hasRoom()) {
            Verdict verdict =
                    decision == null ? null : Verdict.of(decision, run.policy().mode());
            buffer.answered(null, texts.said(text, verdict, disguise(run)));
        }
    }

    @Override
    public void used(RunView run, Usage usage) {
        RunBuffer buffer = buffer(run);
        if (buffer.hasRoom()) {
            buffer.answered(usage.model(), RecordedTexts.used(usage));
        }
    }

    @Override
    public void closed(RunView run) {
        RunBuffer.Content content = buffer(run).end();
        if (!content.events().isEmpty()) {
            writer.offer(line(run, content).getBytes(StandardCharsets.UTF_8));
        }
    }

    private String line(RunView run, RunBuffer.Content content) {
        Map<String, @Nullable Object> head = new LinkedHashMap<>();
        String agent = run.context().agent();
        head.put("dataset", agent == null ? policy.dataset() : agent);
        head.put("run_id", run.runId());
        head.put("model", content.model());
        head.put("success", null);
        head.put("attack", null);
        head.put("meta", meta(run, content));
        StringBuilder line = new StringBuilder((int) Math.min(content.size() + 1_000, Integer.MAX_VALUE / 2));
        PlainJson.append(line, head);
        line.setLength(line.length() - 1);
        char before = '[';
        line.append(",\"events\":");
        for (Object event : content.events()) {
            line.append(before).append(event);
            before = ',';
        }
        return line.append("]}\n").toString();
    }

    private Map<String, Object> meta(RunView run, RunBuffer.Content content) {
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("recorded_by", "guardedtool");
        meta.put("closed_at", run.now().toString());
        meta.put("mode", run.policy().mode().name().toLowerCase(Locale.ROOT));
        meta.put("arguments", policy.arguments().code());
        meta.put("results", policy.results().code());
        meta.put("texts", policy.texts().code());
        meta.put("dropped", content.dropped());
        return meta;
    }

    private RunBuffer buffer(RunView run) {
        return run.state(buffers);
    }

    private Disguise disguise(RunView run) {
        return new Disguise(redactor, run.fingerprints());
    }

    /** What became of the runs so far. */
    public RecordingCounts counts() {
        return new RecordingCounts(writer.written(), writer.dropped(), droppedEvents.sum(), writer.failures());
    }

    /**
     * Waits a while until everything is written, and tells of what was not. Runs that end later are dropped. Closing again
     * changes nothing.
     */
    @Override
    public void close() {
        boolean first = writer.close();
        RecordingCounts counts = counts();
        if (first && (counts.droppedRuns() > 0 || counts.droppedEvents() > 0)) {
            log.warn(
                    "{} runs were recorded; {} runs and {} events of others were not",
                    counts.recordedRuns(),
                    counts.droppedRuns(),
                    counts.droppedEvents());
        }
    }
}
