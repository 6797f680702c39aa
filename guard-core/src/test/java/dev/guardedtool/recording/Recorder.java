package dev.guardedtool.recording;

import dev.guardedtool.RunContext;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.testing.Given;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A guard whose runs are recorded in memory. */
final class Recorder implements LineSink {

    private final List<String> lines = new ArrayList<>();
    private final RecordingModule module;
    private final Guard guard;
    private int runs;

    Recorder(GuardPolicy policy, RecordingPolicy recording) {
        this.module = new RecordingModule(recording, QueuePolicy.defaults(), this);
        this.guard = Given.guard(policy).module(module).build();
    }

    static Recorder clear(GuardPolicy policy) {
        return new Recorder(
                policy, RecordingPolicy.defaults().disclosing(Disclosure.CLEAR, Disclosure.CLEAR, Disclosure.CLEAR));
    }

    static Recorder fingerprints(GuardPolicy policy) {
        return new Recorder(policy, RecordingPolicy.defaults());
    }

    GuardRun open() {
        return guard.open(RunContext.anonymous().withAgent("agent").withRunId("run-" + ++runs));
    }

    RecordingModule module() {
        return module;
    }

    @Override
    public synchronized void write(byte[] line) {
        lines.add(new String(line, StandardCharsets.UTF_8));
    }

    @Override
    public void close() {}

    /** Everything that was written, once nothing more will come. */
    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** The only run, parsed. */
    JsonNode run() {
        module.close();
        if (lines().size() != 1) {
            throw new IllegalStateException("there are " + lines().size() + " lines");
        }
        return JsonMapper.shared().readTree(lines().get(0));
    }

    /** The events of the only run, one JSON text each. */
    List<String> events() {
        List<String> events = new ArrayList<>();
        run().get("events").forEach(event -> events.add(event.toString()));
        return events;
    }
}
