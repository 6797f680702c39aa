package dev.guardedtool;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a decision was taken and what the model is told.
 *
 * @param reason the reason
 * @param detail what the reason is about, such as the missing arguments; empty where the code says it all
 * @param figures the numbers behind the decision, by name; never arguments or results of a call
 * @param retryable whether the same call may succeed later
 * @param retryAfter when, or null where nobody can say
 * @param text what the model reads; empty to have the guard's text for the reason
 */
public record Explanation(
        Reason reason,
        String detail,
        Map<String, Object> figures,
        boolean retryable,
        @Nullable Duration retryAfter,
        String text) {

    static final Explanation ALLOWED = of(GuardReason.ALLOW);

    public Explanation {
        Objects.requireNonNull(reason, "reason");
        figures = figures.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /** That reason, not retryable, with nothing else said. */
    public static Explanation of(Reason reason) {
        return new Explanation(reason, "", Map.of(), false, null, "");
    }

    /** The same with that detail. */
    public Explanation detail(String newDetail) {
        return new Explanation(reason, newDetail, figures, retryable, retryAfter, text);
    }

    /** The same with one more figure. */
    public Explanation figure(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(figures);
        more.put(name, value);
        return new Explanation(reason, detail, more, retryable, retryAfter, text);
    }

    /** The same, saying that a later try may succeed. */
    public Explanation retryable(@Nullable Duration after) {
        return new Explanation(reason, detail, figures, true, after, text);
    }

    /** The same with that text for the model. */
    public Explanation text(String newText) {
        return new Explanation(reason, detail, figures, retryable, retryAfter, newText);
    }
}
