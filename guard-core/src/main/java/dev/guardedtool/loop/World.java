package dev.guardedtool.loop;

import dev.guardedtool.check.CallView;
import dev.guardedtool.check.EffectStatus;
import dev.guardedtool.check.Outcome;
import java.util.Map;

/** How far the world has moved during a run, as far as results tell. */
final class World {

    private int changes;
    private int writes;
    private int successes;

    /** How often something changed, or may have. */
    int changes() {
        return changes;
    }

    /** How often a write succeeded. */
    int writes() {
        return writes;
    }

    /** How often a call succeeded. */
    int successes() {
        return successes;
    }

    void learn(CallView call, Outcome outcome) {
        if (outcome.result().ok()) {
            successes++;
        }
        if (changed(call, outcome)) {
            changes++;
        }
        if (wrote(call, outcome)) {
            writes++;
        }
    }

    /** Whether a call changed something, or may have. */
    static boolean changed(CallView call, Outcome outcome) {
        return call.effect().changes() && outcome.effect() != EffectStatus.DID_NOT_HAPPEN;
    }

    /** Whether a call was a successful write. */
    static boolean wrote(CallView call, Outcome outcome) {
        return outcome.result().ok() && changed(call, outcome);
    }

    Map<String, Object> write() {
        return Map.of("changes", changes, "writes", writes, "successes", successes);
    }

    void read(Written written) {
        changes = written.number("changes");
        writes = written.number("writes");
        successes = written.number("successes");
    }
}
