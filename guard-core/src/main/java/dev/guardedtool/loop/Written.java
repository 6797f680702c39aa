package dev.guardedtool.loop;

import dev.guardedtool.signature.Fingerprint;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One map of a snapshot, read with the types that were written. Anything else means that it is damaged. */
record Written(Map<?, ?> values) {

    static Written of(@Nullable Object value) {
        return new Written((Map<?, ?>) expect(value, "an entry"));
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    String text(String name) {
        return (String) expect(values.get(name), name);
    }

    @Nullable
    String textOrNull(String name) {
        return (String) values.get(name);
    }

    Fingerprint fingerprint(String name) {
        return Fingerprint.parse(text(name));
    }

    @Nullable
    Fingerprint fingerprintOrNull(String name) {
        String hex = textOrNull(name);
        return hex == null ? null : Fingerprint.parse(hex);
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    int number(String name) {
        return Math.toIntExact(count(name));
    }

    long count(String name) {
        return ((Number) expect(values.get(name), name)).longValue();
    }

    List<?> list(String name) {
        return (List<?>) expect(values.get(name), name);
    }

    Written section(String name) {
        return of(expect(values.get(name), name));
    }

    boolean has(String name) {
        return values.get(name) != null;
    }

    private static Object expect(@Nullable Object value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}
