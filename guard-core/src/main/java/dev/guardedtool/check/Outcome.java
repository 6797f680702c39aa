package dev.guardedtool.check;

import dev.guardedtool.ToolResult;
import dev.guardedtool.Warning;
import dev.guardedtool.signature.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of one call. Confined to the thread that records it. */
public final class Outcome {

    private final ToolResult result;
    private final boolean cached;
    private final @Nullable String text;
    private final @Nullable Fingerprint answer;
    private final String errorClass;
    private final EffectStatus effect;
    private @Nullable List<Warning> warnings;

    /**
     * An outcome.
     *
     * @param cached whether the result came from memory
     * @param text the payload as text, or null for none
     * @param answer the fingerprint of everything the model sees of the result, or null for a success without payload
     * @param errorClass the class of the error; empty for a success
     * @param effect whether the call changed anything, if its tool does
     */
    public Outcome(
            ToolResult result,
            boolean cached,
            @Nullable String text,
            @Nullable Fingerprint answer,
            String errorClass,
            EffectStatus effect) {
        this.result = result;
        this.cached = cached;
        this.text = text;
        this.answer = answer;
        this.errorClass = errorClass;
        this.effect = effect;
    }

    /** The result. */
    public ToolResult result() {
        return result;
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
