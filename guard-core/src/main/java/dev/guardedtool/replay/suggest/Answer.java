package dev.guardedtool.replay.suggest;

import dev.guardedtool.signature.ArgumentReader;
import dev.guardedtool.signature.Arguments;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a normal answer says.
 *
 * @param shape what it looks like
 * @param refusals in which ways its words refuse
 * @param fields which of its fields are there
 * @param refusing which of its fields refuse
 * @param toldChange whether it is short and says that something was changed
 */
record Answer(
        AnswerShape shape, Set<Refusal> refusals, Set<ToldField> fields, Set<ToldField> refusing, boolean toldChange) {

    /** An answer that begins with a lower case key; keys that introduce a message are none. */
    static final String KEYED = "(?-i:(?!error|fail|message|status|result|reason|detail)[a-z_]{1,40}: )";

    private static final Pattern KEY = Pattern.compile("\\s{0,9}" + KEYED);

    private static final int SHORT = 300;

    private static final String CHANGED =
            "accepted|activated|added|applied|approved|archived|assigned|booked|canceled|cancelled|changed"
                    + "|charged|cleared|closed|committed|copied|created|credited|deactivated|deleted|deployed|disabled"
                    + "|edited|enabled|exchanged|granted|inserted|installed|invited|issued|liked|merged|modified|moved"
                    + "|ordered|paid|placed|posted|published|purchased|pushed|rebooted|refunded|registered|removed"
                    + "|renamed|replaced|rescheduled|reserved|reset|restarted|returned|revoked|saved|scheduled|sent"
                    + "|shared|starred|started|stopped|submitted|subscribed|suspended|transferred|unstarred|updated"
                    + "|uploaded|withdrawn|written";

    private static final Pattern CHANGE = Pattern.compile("\\b(?:" + CHANGED + ")\\b", Pattern.CASE_INSENSITIVE);

    /** In structures, such words are values as well: there it takes more. */
    private static final Pattern CLEAR_CHANGE = Pattern.compile(
            "\\b(?:successfully|has been|have been|was|were|is now) (?:" + CHANGED + ")\\b|\\b(?:" + CHANGED
                    + ") successfully",
            Pattern.CASE_INSENSITIVE);

    /** Whether the answer says that the effect did not happen. */
    boolean refused() {
        return !refusals.isEmpty() || !refusing.isEmpty();
    }

    static Answer of(String text, ArgumentReader reader) {
        Arguments parsed = reader.read(text);
        boolean json = parsed.wellFormed() && !text.isBlank();
        Object value = json ? parsed.at(List.of()) : text;
        Set<ToldField> fields = EnumSet.noneOf(ToldField.class);
        Set<ToldField> refusing = EnumSet.noneOf(ToldField.class);
        if (value instanceof Map<?, ?> object) {
            for (ToldField field : ToldField.values()) {
                if (object.containsKey(field.key())) {
                    fields.add(field);
                    if (field.refuses(object)) {
                        refusing.add(field);
                    }
                }
            }
        }
        AnswerShape shape = shape(value);
        Set<Refusal> refusals = EnumSet.noneOf(Refusal.class);
        if (shape == AnswerShape.TEXT && value instanceof String said) {
            for (Refusal refusal : Refusal.values()) {
                if (refusal.in(said)) {
                    refusals.add(refusal);
                }
            }
        }
        boolean change = refusals.isEmpty() && refusing.isEmpty() && tellsOfChange(text, shape);
        return new Answer(shape, refusals, fields, refusing, change);
    }

    private static boolean tellsOfChange(String text, AnswerShape shape) {
        boolean structure = shape != AnswerShape.TEXT || text.startsWith("{") || text.startsWith("[");
        return text.length() <= SHORT
                && (structure ? CLEAR_CHANGE : CHANGE).matcher(text).find();
    }

    private static AnswerShape shape(@Nullable Object value) {
        if (value instanceof Map) {
            return AnswerShape.OBJECT;
        }
        if (!(value instanceof String said) || isCutJson(said)) {
            return AnswerShape.OTHER;
        }
        return KEY.matcher(said).lookingAt() ? AnswerShape.KEYED : AnswerShape.TEXT;
    }

    private static boolean isCutJson(String text) {
        return text.startsWith("{\"") || text.startsWith("[{") || text.startsWith("[\"");
    }
}
