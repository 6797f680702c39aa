package dev.guardedtool.engine;

import dev.guardedtool.CallHandle;
import dev.guardedtool.Effect;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolName;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.Claim;
import dev.guardedtool.policy.ToolSpec;
import dev.guardedtool.signature.Arguments;
import dev.guardedtool.signature.Fingerprint;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One call from its admission until its result is recorded. What changes is guarded by the run's lock. */
final class OpenCall implements CallView, CallHandle {

    private final GuardRun run;
    private final ToolCall call;
    private final long sequence;
    private final ToolSpec spec;
    private final Arguments arguments;
    private final Fingerprint fingerprint;
    private final Instant now;
    private volatile @Nullable HeldClaims claims;
    private volatile @Nullable LateResult late;
    private boolean reserved;
    private volatile boolean refused;
    private State state = State.OPEN;

    /** Position among the open calls of the run; -1 when it is not open. */
    int slot = -1;

    /** What is known of the call's result. */
    enum State {
        OPEN,
        RECORDED,
        ABANDONED
    }

    OpenCall(
            GuardRun run,
            ToolCall call,
            long sequence,
            ToolSpec spec,
            Arguments arguments,
            Fingerprint fingerprint,
            Instant now) {
        this.run = run;
        this.call = call;
        this.sequence = sequence;
        this.spec = spec;
        this.arguments = arguments;
        this.fingerprint = fingerprint;
        this.now = now;
    }

    @Override
    public GuardRun run() {
        return run;
    }

    @Override
    public ToolCall call() {
        return call;
    }

    @Override
    public String callId() {
        String given = call.id();
        return given != null ? given : "call-" + sequence;
    }

    @Override
    public ToolName tool() {
        return call.tool();
    }

    @Override
    public String argumentsJson() {
        return arguments.json();
    }

    @Override
    public @Nullable String effectReference() {
        return ofClaims(Claim::reference);
    }

    @Override
    public @Nullable String effectAttempt() {
        return ofClaims(Claim::attempt);
    }

    private @Nullable String ofClaims(Function<Claim, @Nullable String> name) {
        for (HeldClaims next = claims; next != null; next = next.before()) {
            String known = name.apply(next.claim());
            if (known != null) {
                return known;
            }
        }
        return null;
    }

    @Override
    public ToolSpec spec() {
        return spec;
    }

    @Override
    public Effect effect() {
        Effect said = call.effect();
        return said != null ? said : spec.effects().effect();
    }

    /** Whether the call may run although the guard itself failed. */
    @Override
    public Arguments arguments() {
        return arguments;
    }

    @Override
    public Fingerprint fingerprint() {
        return fingerprint;
    }

    @Override
    public @Nullable String ticket() {
        String said = call.ticket();
        return said != null ? said : run.context().ticket();
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public boolean reserved() {
        return reserved;
    }

    void reserved(boolean value) {
        this.reserved = value;
    }

    @Override
    public boolean refused() {
        return refused;
    }

    /** It runs although it was refused. */
    void runsThough() {
        refused = true;
    }

    State state() {
        return state;
    }

    void state(State value) {
        this.state = value;
    }

    @Override
    public void hold(Claim claim) {
        claims = new HeldClaims(claim, claims);
    }

    @Override
    public <T extends Claim> @Nullable T held(Class<T> kind) {
        for (HeldClaims next = claims; next != null; next = next.before()) {
            if (kind.isInstance(next.claim())) {
                return kind.cast(next.claim());
            }
        }
        return null;
    }

    /** The time of the call is limited from now on. */
    LateResult limit() {
        LateResult result = new LateResult();
        late = result;
        return result;
    }

    /** What the call came to after its time; null where its time is not limited. */
    @Nullable
    LateResult late() {
        return late;
    }

    /** What is claimed, the last claim first; it is the call's no longer. */
    @Nullable
    HeldClaims letGo() {
        HeldClaims held = claims;
        claims = null;
        return held;
    }

    /** What is claimed, the last claim first. */
    @Nullable
    HeldClaims claims() {
        return claims;
    }
}
