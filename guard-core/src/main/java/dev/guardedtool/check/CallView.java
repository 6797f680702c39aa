package dev.guardedtool.check;

import dev.guardedtool.Effect;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolName;
import dev.guardedtool.policy.OnError;
import dev.guardedtool.policy.ToolSpec;
import dev.guardedtool.signature.Arguments;
import dev.guardedtool.signature.Fingerprint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One call as the checks see it. Everything but {@link #hold} is immutable. */
public interface CallView {

    /** The run. */
    RunView run();

    /** The call as it was asked for. */
    ToolCall call();

    /** The call's id, given or made. */
    String callId();

    /** The tool. */
    ToolName tool();

    /** What holds for the tool. */
    ToolSpec spec();

    /** What this call does: as the call says, else as the policy says. */
    Effect effect();

    /** Whether the call passes what the guard itself fails to ask, which only declared reads ever do. */
    default boolean passesErrors() {
        return effect() == Effect.READ && run().policy().onError() == OnError.ALLOW;
    }

    /** The frozen arguments. */
    Arguments arguments();

    /** The fingerprint of the arguments, without those that do not distinguish calls. */
    Fingerprint fingerprint();

    /** The case that the call belongs to, or null. */
    @Nullable
    String ticket();

    /** When the decision began. */
    Instant now();

    /** Whether reservations were made: false for calls that ran although they would have been refused. */
    boolean reserved();

    /** Whether the call was refused and runs all the same, because its mode does not enforce. */
    boolean refused();

    /** Attaches what a check took outside the run. What is attached last is given back first. */
    void hold(Claim claim);

    /** The claim of that kind that is attached, the last one if there are several, or null. */
    <T extends Claim> @Nullable T held(Class<T> kind);
}
