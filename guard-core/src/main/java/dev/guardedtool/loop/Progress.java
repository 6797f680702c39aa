package dev.guardedtool.loop;

import dev.guardedtool.check.CallView;
import dev.guardedtool.check.Outcome;
import dev.guardedtool.policy.StallPolicy;
import dev.guardedtool.signature.Fingerprint;
import java.util.LinkedHashMap;
import java.util.Map;

/** How far a run has come: distinct calls and results, and effects where they count. */
final class Progress {

    private final StallPolicy policy;
    private Hashes calls;
    private Hashes results;
    private int others;

    Progress(StallPolicy policy) {
        this.policy = policy;
        this.calls = new Hashes(policy.maxTracked());
        this.results = new Hashes(policy.maxTracked());
    }

    void learn(CallKey key, CallView call, Outcome outcome) {
        if (policy.effectsAreProgress() && World.changed(call, outcome)) {
            others++;
        }
        boolean counts = policy.effectsAreProgress() || call.spec().repeats().cache();
        if (outcome.result().ok() && counts && !call.effect().changes()) {
            remember(calls, key.bits());
            Fingerprint answer = outcome.answer();
            if (answer != null) {
                remember(results, answer.prefix());
            }
        }
    }

    /** Nobody can tell what is new once there is no room; where effects count, the benefit of the doubt does too. */
    private void remember(Hashes hashes, long hash) {
        if (!hashes.add(hash) && hashes.isFull() && policy.effectsAreProgress() && !hashes.contains(hash)) {
            others++;
        }
    }

    int calls() {
        return calls.size();
    }

    int results() {
        return results.size();
    }

    /** Grows with every progress. */
    int marker() {
        return calls.size() + results.size() + others;
    }

    Map<String, Object> write() {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("calls", calls.write());
        written.put("results", results.write());
        written.put("others", others);
        return written;
    }

    void read(Written written) {
        calls = Hashes.read(written.list("calls"), policy.maxTracked());
        results = Hashes.read(written.list("results"), policy.maxTracked());
        others = written.number("others");
    }
}
