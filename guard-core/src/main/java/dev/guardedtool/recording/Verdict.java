package dev.guardedtool.recording;

import dev.guardedtool.Decision;
import dev.guardedtool.Mode;
import dev.guardedtool.signature.PlainJson;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the guard had to say about a call or a text.
 *
 * @param decision the code of what was decided
 * @param reason the code of why
 * @param mode the mode because of which it was not carried out, or null
 */
record Verdict(String decision, String reason, @Nullable Mode mode) {

    /** A verdict that is carried out, but for that mode. */
    static Verdict of(Decision decision, @Nullable Mode mode) {
        return new Verdict(decision.type().code(), decision.reason().code(), mode == Mode.ENFORCE ? null : mode);
    }

    /** The verdict on a call under that mode, or null for a plain allow. */
    static @Nullable Verdict onCall(Decision decision, Mode mode) {
        if (decision instanceof Decision.Allow allow) {
            Decision instead = allow.instead();
            return instead == null ? null : of(instead, mode);
        }
        return of(decision, null);
    }

    /** Appends it as further fields of an event. */
    void appendTo(StringBuilder event) {
        event.append(",\"decision\":").append(PlainJson.of(decision));
        event.append(",\"reason\":").append(PlainJson.of(reason));
        if (mode != null) {
            event.append(",\"mode\":").append(PlainJson.of(mode.name().toLowerCase(Locale.ROOT)));
        }
    }
}
