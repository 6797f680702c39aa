package dev.guardedtool.redaction;

import dev.guardedtool.signature.PlainJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Walks plain values. What holds no secret is returned as it is. */
record PlainValues(SecretNames names, Mask mask, UnaryOperator<String> texts) {

    /** Members that name what another member of the same object holds, as in lists of headers. */
    private static final Set<String> NAMING = Set.of("name", "key", "field", "header", "parameter", "property", "id");

    private static final int LONGEST_NUMBER = 40;

    @Nullable
    Object redacted(@Nullable Object value) {
        if (value instanceof String text) {
            return texts.apply(text);
        }
        if (value instanceof BigDecimal number) {
            return number(number);
        }
        if (value instanceof Map<?, ?> map) {
            return object(map);
        }
        return value instanceof List<?> list ? array(list) : value;
    }

    private Object number(BigDecimal number) {
        String digits = number.toString();
        return digits.length() <= LONGEST_NUMBER && !texts.apply(digits).equals(digits) ? mask.of(digits) : number;
    }

    private Object object(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        boolean namesSecret = namesSecret(map);
        boolean changed = false;
        for (Map.Entry<?, ?> member : map.entrySet()) {
            String name = (String) member.getKey();
            Object value = member.getValue();
            boolean secret = names.contain(name) || (namesSecret && !NAMING.contains(name));
            Object after = secret ? masked(value) : redacted(value);
            String shown = texts.apply(name);
            changed |= after != value || !shown.equals(name);
            copy.put(shown, after);
        }
        return changed ? copy : map;
    }

    private boolean namesSecret(Map<?, ?> map) {
        for (String naming : NAMING) {
            if (map.get(naming) instanceof String name && isSecretName(name)) {
                return true;
            }
        }
        return false;
    }

    /** A name and nothing else: texts of several words merely speak of secrets. */
    private boolean isSecretName(String text) {
        return text.length() <= LONGEST_NUMBER && text.indexOf(' ') < 0 && names.contain(text);
    }

    private Object array(List<?> list) {
        List<@Nullable Object> copy = new ArrayList<>(list.size());
        boolean changed = false;
        boolean secret = false;
        for (Object item : list) {
            Object after = secret ? masked(item) : redacted(item);
            changed |= after != item;
            copy.add(after);
            secret = item instanceof String name && isSecretName(name);
        }
        return changed ? copy : list;
    }

    /** Everything below a secret name is secret, but that there is nothing is not. */
    private @Nullable Object masked(@Nullable Object value) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            return value;
        }
        return mask.of(value instanceof String text ? text : PlainJson.of(value));
    }
}
