package dev.guardedtool.recording;

import dev.guardedtool.ToolResult;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.EffectStatus;
import dev.guardedtool.check.Outcome;
import dev.guardedtool.signature.Fingerprint;
import dev.guardedtool.signature.PlainJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What became of calls as it is written down. */
final class RecordedResults {

    private static final Pattern CODE = Pattern.compile("(?i)(?:http[ _])?[a-z0-9_.$-]{1,100}");
    private static final int LONGEST_ERROR = 200;
    private static final String MARK = " … fp0123456789ab";

    private final Disclosure disclosure;

    RecordedResults(Disclosure disclosure) {
        this.disclosure = disclosure;
    }

    /** The event. */
    String of(CallView call, Outcome outcome, Disguise disguise) {
        ToolResult result = outcome.result();
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", "tool_result");
        event.put("ok", result.ok());
        String text = outcome.text() == null ? "" : outcome.text();
        if (disclosure == Disclosure.CLEAR || Disguise.isNothing(text)) {
            event.put("text", disguise.clear(text, Disguise.LONGEST_TEXT, Disguise.LONGEST_TEXT - MARK.length()));
        } else {
            Fingerprint answer = outcome.answer();
            event.put("text", answer == null ? "" : Disguise.of(answer));
            event.put("length", text.length());
        }
        if (result.error() != null) {
            event.put("error", error(result.error(), disguise));
        }
        Boolean happened = effect(call, outcome);
        if (happened != null) {
            event.put("effect_executed", happened);
        }
        return PlainJson.of(event);
    }

    /** A code is kept, as how the call failed depends on it; anything else may hold data. */
    private String error(String error, Disguise disguise) {
        if (disclosure == Disclosure.CLEAR) {
            return disguise.clear(error, LONGEST_ERROR, LONGEST_ERROR - MARK.length());
        }
        boolean code = CODE.matcher(error).matches()
                && disguise.redactor().text(error, disguise.mask()).equals(error);
        return code ? error : disguise.fingerprint(error);
    }

    /** Whether the effect happened, where a reader could not tell by itself. */
    private @Nullable Boolean effect(CallView call, Outcome outcome) {
        Boolean stated = outcome.result().effectExecuted();
        boolean judged = call.spec().effects().when() != null && disclosure == Disclosure.FINGERPRINT;
        if (stated != null || !judged || outcome.effect() == EffectStatus.UNKNOWN) {
            return stated;
        }
        return outcome.effect() == EffectStatus.HAPPENED;
    }
}
