package dev.guardedtool.engine;

import dev.guardedtool.Explanation;
import dev.guardedtool.GuardTexts;
import dev.guardedtool.ToolName;
import java.time.Duration;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The guard's own texts, from a resource bundle with one key per reason code; {@code {tool}} and {@code {detail}} stand
 * for what the decision is about.
 */
public final class BundledTexts implements GuardTexts {

    private static final ResourceBundle ENGLISH = ResourceBundle.getBundle("dev.guardedtool.engine.texts", Locale.ROOT);

    private final Function<String, @Nullable String> replacements;

    private BundledTexts(Function<String, @Nullable String> replacements) {
        this.replacements = replacements;
    }

    static BundledTexts english() {
        return new BundledTexts(key -> null);
    }

    /**
     * The same texts, except those that {@code replacements} knows by their key: a reason code, {@code other} for reasons
     * without a text, or {@code retry} and {@code retry_after} for the sentence that says whether to try again. It is
     * asked for every text and answers null for what it does not know.
     */
    public static GuardTexts replacedBy(Function<String, @Nullable String> replacements) {
        return new BundledTexts(replacements);
    }

    @Override
    public String text(Explanation why, @Nullable ToolName tool) {
        String text = pattern(why.reason().code())
                .replace("{tool}", tool == null ? "" : tool.value())
                .replace("{detail}", why.detail());
        return why.retryable() ? text + " " + retry(why.retryAfter()) : text;
    }

    private String retry(@Nullable Duration after) {
        return after == null
                ? known("retry")
                : known("retry_after").replace("{seconds}", Long.toString(seconds(after)));
    }

    /** Rounded up: a call that comes as soon as it was told to must not be refused again. */
    private static long seconds(Duration after) {
        return Math.max(1, after.plusNanos(999_999_999).toSeconds());
    }

    private String pattern(String code) {
        String own = replacements.apply(code);
        if (own != null) {
            return own;
        }
        return ENGLISH.containsKey(code)
                ? ENGLISH.getString(code)
                : known("other").replace("{reason}", code);
    }

    private String known(String key) {
        String own = replacements.apply(key);
        return own != null ? own : ENGLISH.getString(key);
    }
}
