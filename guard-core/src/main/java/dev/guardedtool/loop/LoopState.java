package dev.guardedtool.loop;

import dev.guardedtool.check.CallView;
import dev.guardedtool.check.RunState;
import dev.guardedtool.check.RunView;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.LoopPolicy;
import dev.guardedtool.policy.LoopPolicy.Sequence;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the loop rules remember of one run. */
final class LoopState {

    static final RunState<LoopState> STATE = RunState.of("loop", LoopState::new, LoopState::write, LoopState::read);

    private final boolean perCaller;
    private final int window;
    private final CallHistory history;
    private final CallHistory steps;
    private final KnownCalls calls;
    private final Questions questions;
    private final FailingTools failing = new FailingTools();
    private final Progress progress;
    private final Stall stall = new Stall();
    private @Nullable WordHash wordHash;
    private @Nullable CallView keyed;
    private @Nullable CallKey key;
    private @Nullable CallView looked;
    private @Nullable KnownCall known;

    private LoopState(GuardPolicy policy) {
        LoopPolicy loops = policy.loops();
        this.perCaller = loops.repeat().perCaller();
        this.window = loops.repeat().window();
        this.history = new CallHistory(Math.max(window, loops.sequence().window()));
        this.steps = new CallHistory(steps(loops.sequence()));
        this.calls = new KnownCalls(loops);
        this.questions = new Questions(loops.jitter().window());
        this.progress = new Progress(loops.stall());
    }

    static LoopState of(CallView call) {
        return call.run().state(STATE);
    }

    static LoopState of(RunView run) {
        return run.state(STATE);
    }

    /** How many steps are looked at for a sequence: enough for the longest one. */
    static int steps(Sequence policy) {
        return Math.max(policy.window(), policy.maxLength() * policy.repeats());
    }

    /** What the call is known by. The last one is kept, since several checks ask in a row. */
    CallKey key(CallView call) {
        CallKey made = key;
        if (made == null || keyed != call) {
            made = CallKey.of(call, perCaller);
            key = made;
            keyed = call;
            looked = null;
        }
        return made;
    }

    /** What is known of the call. Kept as well: whatever is learnt of another call in between asks for that one first. */
    @Nullable
    KnownCall known(CallView call) {
        CallKey asked = key(call);
        if (looked != call) {
            known = calls.find(asked);
            looked = call;
        }
        return known;
    }

    /** The call is over; its arguments need not be held any longer. */
    void forget(CallView call) {
        if (keyed == call) {
            keyed = null;
            key = null;
            looked = null;
            known = null;
        }
    }

    /** The calls that were let through. */
    CallHistory history() {
        return history;
    }

    /** The calls that were let through or answered from memory. */
    CallHistory steps() {
        return steps;
    }

    KnownCalls calls() {
        return calls;
    }

    Questions questions() {
        return questions;
    }

    FailingTools failing() {
        return failing;
    }

    Progress progress() {
        return progress;
    }

    Stall stall() {
        return stall;
    }

    WordHash wordHash(RunView run) {
        WordHash known = wordHash;
        if (known == null) {
            known = WordHash.of(run);
            wordHash = known;
        }
        return known;
    }

    /** How far back the history reaches in reports. */
    int window() {
        return window;
    }

    private Map<String, Object> write() {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("history", history.write());
        written.put("steps", steps.write());
        written.put("known", calls.write());
        written.put("questions", questions.write());
        written.put("failing", failing.write());
        written.put("progress", progress.write());
        written.put("stall", stall.write());
        return written;
    }

    private static LoopState read(GuardPolicy policy, Map<String, Object> values) {
        LoopState state = new LoopState(policy);
        Written written = new Written(values);
        if (!written.isEmpty()) {
            state.history.read(written.list("history"));
            state.steps.read(written.list("steps"));
            state.calls.read(written.section("known"));
            state.questions.read(written.section("questions"));
            state.failing.read(written.section("failing"));
            state.progress.read(written.section("progress"));
            state.stall.read(written.section("stall"));
        }
        return state;
    }
}
