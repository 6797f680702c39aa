package dev.guardedtool.replay.suggest;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Fields of JSON answers by which tools tell whether they did what was asked. */
enum ToldField {
    SUCCESS(Form.FLAG),
    SUCCESSFUL(Form.FLAG),
    SUCCEEDED(Form.FLAG),
    OK(Form.FLAG),
    EXECUTED(Form.FLAG),
    COMPLETED(Form.FLAG),
    ACCEPTED(Form.FLAG),
    ERROR(Form.ERROR),
    ERRORS(Form.ERROR),
    STATUS(Form.STATUS),
    STATE(Form.STATUS),
    OUTCOME(Form.STATUS),
    RESULT(Form.STATUS);

    /** Words that are a refusal where they are a whole status. */
    private static final String BAD_STATUS =
            "error|fail(?:ed|ure)?|denied|declined|rejected|refused|invalid|conflict|forbidden"
                    + "|unauthori[sz]ed|not[_ -]?found|expired|unavailable";

    private static final Pattern BAD = Pattern.compile("(?i)(?:" + BAD_STATUS + ")");
    private static final BigDecimal FIRST_BAD = BigDecimal.valueOf(400);
    private static final BigDecimal LAST_BAD = BigDecimal.valueOf(599);

    /** How a field tells. */
    enum Form {

        /** False is a refusal. */
        FLAG("false"),

        /** Anything is a refusal but null, false and what is empty. */
        ERROR("(?!null|false|,|}|\\[]|\\{})"),

        /** Some words and the codes of HTTP for errors are refusals. */
        STATUS("(?:" + BAD_STATUS + "|[45]\\d\\d)(?:,|})");

        private final String refusal;

        Form(String refusal) {
            this.refusal = refusal;
        }
    }

    private final Form form;

    ToldField(Form form) {
        this.form = form;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    Form form() {
        return form;
    }

    boolean refuses(Map<?, ?> answer) {
        Object value = answer.get(key());
        return switch (form) {
            case FLAG -> Boolean.FALSE.equals(value);
            case ERROR -> isError(value);
            case STATUS -> isBad(value);
        };
    }

    private static boolean isError(@Nullable Object value) {
        boolean empty = (value instanceof String text && text.isEmpty())
                || (value instanceof Collection<?> values && values.isEmpty())
                || (value instanceof Map<?, ?> entries && entries.isEmpty());
        return value != null && !Boolean.FALSE.equals(value) && !empty;
    }

    private static boolean isBad(@Nullable Object value) {
        if (value instanceof BigDecimal code) {
            return code.compareTo(FIRST_BAD) >= 0 && code.compareTo(LAST_BAD) <= 0;
        }
        return value instanceof String text && BAD.matcher(text).matches();
    }

    /** Finds refusals of those fields in an object that is written as {@code {key=value, key=value}}. */
    static String regex(Collection<ToldField> fields) {
        List<String> alternatives = new ArrayList<>();
        for (Form form : Form.values()) {
            String keys = fields.stream()
                    .filter(field -> field.form == form)
                    .map(ToldField::key)
                    .collect(Collectors.joining("|"));
            if (!keys.isEmpty()) {
                alternatives.add("(?:" + keys + ")=" + form.refusal);
            }
        }
        return String.join("|", alternatives);
    }
}
