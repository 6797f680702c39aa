package dev.guardedtool.check;

import dev.guardedtool.ToolResult;
import dev.guardedtool.Warning;
import dev.guardedtool.expression.Variables;
import dev.guardedtool.signature.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of one call. Confined to the thread that records it. */
public final class Outcome {

    private final ToolResult result;
    private final @Nullable Throwable thrown;
    private final boolean cached;
    private final @Nullable String text;
    private final @Nullable Fingerprint answer;
    private final String errorClass;
    private final EffectStatus effect;
    private final Variables variables;
    private @Nullable List<Warning> warnings;

    /**
     * An outcome.
     *
     * @param thrown what the tool threw, or null if it came back or nobody told
     * @param cached whether the result came from memory
     * @param text the payload as text, or null for none
     * @param answer the fingerprint of everything the model sees of the result, or null for a success without payload
     * @param errorClass the class of the error; empty for a success
     * @param effect whether the call changed anything, if its tool does
     * @param variables what expressions see of the call and its result
     */
    public Outcome(
            ToolResult result,
            @Nullable Throwable thrown,
            boolean cached,
            @Nullable String text,
            @Nullable Fingerprint answer,
            String errorClass,
            EffectStatus effect,
            Variables variables) {
        this.result = result;
        this.thrown = thrown;
        this.cached = cached;
        this.text = text;
        this.answer = answer;
        this.errorClass = errorClass;
        this.effect = effect;
        this.variables = variables;
    }

    /** The result. */
    public ToolResult result() {
        return result;
    }

    /** What the tool threw; null if it came back, or where only the result was told. */
    public @Nullable Throwable thrown() {
        return thrown;
    }

    /** What expressions see of the call and its result. */
    public Variables variables() {
        return variables;
    }

    /** Whether the result came from memory and nothing was executed. */
    public boolean cached() {
        return cached;
    }

    /** The payload as text; null if there is none. */
    public @Nullable String text() {
        return text;
    }

    /** The fingerprint of what the model sees of the result; null for a success without payload. */
    public @Nullable Fingerprint answer() {
        return answer;
    }

    /** The class of the error, empty for a success. */
    public String errorClass() {
        return errorClass;
    }

    /** Whether the effect of the call happened, if its tool has one. */
    public EffectStatus effect() {
        return effect;
    }

    /** Has the model told something along with the result. */
    public void warn(Warning warning) {
        if (warnings == null) {
            warnings = new ArrayList<>(2);
        }
        warnings.add(warning);
    }

    /** What the model is told along with the result. */
    public List<Warning> warnings() {
        return warnings == null ? List.of() : warnings;
    }
}
