package dev.guardedtool.loop;

import dev.guardedtool.Effect;
import dev.guardedtool.ToolResult;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.Outcome;
import dev.guardedtool.policy.LoopPolicy;
import dev.guardedtool.policy.LoopPolicy.RepeatJudgement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of the calls of a run; the least recently asked for is forgotten when there are too many. */
final class KnownCalls {

    private static final float LOAD = 0.75f;
    private static final int INITIAL = 16;

    private final Map<CallKey, KnownCall> calls;
    private final World world = new World();
    private final boolean serves;
    private final boolean answersOnly;

    KnownCalls(LoopPolicy policy) {
        int most = policy.repeat().maxEntries();
        this.serves = policy.repeat().enabled();
        this.answersOnly = policy.repeat().judgement() == RepeatJudgement.ARGUMENTS
                && !policy.failures().judged();
        this.calls = new LinkedHashMap<>(INITIAL, LOAD, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<CallKey, KnownCall> eldest) {
                return size() > most;
            }
        };
    }

    @Nullable
    KnownCall find(CallKey key) {
        return calls.get(key);
    }

    World world() {
        return world;
    }

    /**
     * An executed call came back.
     *
     * @param before what was known of it, or null
     */
    void learn(CallKey key, @Nullable KnownCall before, CallView call, Outcome outcome) {
        ToolResult result = outcome.result();
        boolean keep = serves && result.ok() && call.spec().repeats().cache() && servable(call.effect());
        if (answersOnly && !keep) {
            world.learn(call, outcome, false);
            return;
        }
        KnownCall known = before;
        if (known == null) {
            known = new KnownCall(key.tool());
            calls.put(key, known);
        }
        boolean isNews = known.learn(call, outcome, world);
        world.learn(call, outcome, isNews);
        known.stamp(world);
        if (keep) {
            known.keep(call, result);
        }
    }

    private boolean servable(Effect effect) {
        return !effect.changes() || (effect == Effect.WRITE && !answersOnly);
    }

    Map<String, Object> write() {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("world", world.write());
        List<Map<String, Object>> entries = new ArrayList<>();
        if (!answersOnly) {
            calls.forEach((key, known) -> {
                Map<String, Object> entry = key.write();
                entry.putAll(known.write());
                entries.add(entry);
            });
        }
        written.put("calls", entries);
        return written;
    }

    void read(Written written) {
        world.read(written.section("world"));
        for (Object entry : written.list("calls")) {
            Written call = Written.of(entry);
            CallKey key = CallKey.read(call);
            calls.put(key, KnownCall.read(key.tool(), call));
        }
    }
}
