package dev.guardedtool.policy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an argument may come from: {@code user} for the words of the user, or the answers of a tool. Of answers that are
 * JSON it may be narrowed: {@code search#id} is what stands in fields called {@code id}, {@code read_key#.} an answer as a
 * whole, and {@code inbox(sender=user)} those records whose {@code sender} the user named, with {@code ==} by the address
 * in full. Both go together, as in {@code inbox(sender=contacts)#sender}.
 *
 * @param name {@link SourceRule#USER}, or the name of a tool
 * @param author who must have written a record; null for whatever the answer holds
 * @param field the field that is looked in, {@link #WHOLE} for the answer as one value; null for all of the answer
 */
public record TrustedSource(
        String name, @Nullable Author author, @Nullable String field) {

    /** In place of a field: the answer is the value and holds nothing else. */
    public static final String WHOLE = ".";

    private static final String EXACT = "==";

    private static final Pattern FORM =
            Pattern.compile("([^#()]+)(?:\\(\\s*([^=()\\s]+)\\s*(==?)\\s*([^=()]+?)\\s*\\))?(?:#([^#()\\s]+))?");

    /**
     * Who must have written a record.
     *
     * @param field the field of the record that says who wrote it
     * @param from {@link SourceRule#USER}, or the name of the tool whose answers name those that are known
     * @param exact whether only the address in full names somebody; a tool never names anybody in another way
     */
    public record Author(String field, String from, boolean exact) {}

    public TrustedSource {
        if (name.equals(SourceRule.USER) && (author != null || field != null)) {
            throw new InvalidPolicyException(
                    "argument-sources.from", "'" + SourceRule.USER + "' has neither fields nor records");
        }
        if (author != null && WHOLE.equals(field)) {
            throw new InvalidPolicyException(
                    "argument-sources.from", "of '" + name + "' asks for records and for the answer as a whole");
        }
    }

    /** Reads what is said in configuration. */
    public static TrustedSource of(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches() || form.group(1).isBlank()) {
            throw new InvalidPolicyException(
                    "argument-sources.from",
                    "must be '" + SourceRule.USER + "', tool, tool#field or tool(field=source), was '" + text + "'");
        }
        Author author = form.group(2) == null
                ? null
                : new Author(form.group(2), form.group(4), form.group(3).equals(EXACT));
        return new TrustedSource(form.group(1).strip(), author, form.group(5));
    }

    /** Whether all of an answer counts. */
    public boolean plain() {
        return author == null && field == null;
    }

    /** As in configuration. */
    @Override
    public String toString() {
        return name
                + (author == null ? "" : "(" + author.field() + (author.exact() ? EXACT : "=") + author.from() + ")")
                + (field == null ? "" : "#" + field);
    }
}
