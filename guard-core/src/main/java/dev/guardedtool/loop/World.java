package dev.guardedtool.loop;

import dev.guardedtool.Effect;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.EffectStatus;
import dev.guardedtool.check.Outcome;
import java.util.Map;

/**
 * How far the world has moved during a run, as far as results tell. Nobody knows what a tool of unknown effect does; what
 * it brings for the first time is taken for a sign that something may have moved.
 */
final class World {

    private int changes;
    private int writes;
    private int successes;
    private final News news = new News();

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

    /** What tools of unknown effect brought that they had not brought before. */
    News news() {
        return news;
    }

    /**
     * A call came back.
     *
     * @param isNews whether with a success that this very call had not brought the last time
     */
    void learn(CallView call, Outcome outcome, boolean isNews) {
        if (outcome.result().ok()) {
            successes++;
        }
        boolean unknown = isNews && call.effect() == Effect.UNKNOWN;
        if (changed(call, outcome) || (unknown && call.spec().effects().mayChange())) {
            changes++;
        }
        if (unknown) {
            news.add(call.tool());
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
        return Map.of("changes", changes, "writes", writes, "successes", successes, "news", news.write());
    }

    void read(Written written) {
        changes = written.number("changes");
        writes = written.number("writes");
        successes = written.number("successes");
        news.read(written.section("news"));
    }
}
