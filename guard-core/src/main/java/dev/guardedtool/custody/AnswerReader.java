package dev.guardedtool.custody;

import dev.guardedtool.policy.TrustedSource;
import dev.guardedtool.signature.ArgumentReader;
import dev.guardedtool.signature.Arguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of an answer what a source is trusted for. Fields and records are those of the answer itself: JSON within its
 * texts may be written by anybody, and stays text.
 */
final class AnswerReader {

    /** Answers may be JSON texts of JSON texts. */
    private static final int DEEPEST = 3;

    private final ArgumentReader reader;

    AnswerReader(ArgumentReader reader) {
        this.reader = reader;
    }

    SourceText all(String answer) {
        return SourceText.of(answer, reader);
    }

    /** What the answer says under a source that is not {@linkplain TrustedSource#plain() plain}. */
    List<Heard> parts(TrustedSource source, String answer) {
        Object root = root(answer);
        if (TrustedSource.WHOLE.equals(source.field())) {
            return root instanceof Map || root instanceof List || root == null
                    ? List.of()
                    : List.of(new Heard(SourceText.values(List.of(root)), null));
        }
        if (source.author() == null) {
            List<Object> values = new ArrayList<>();
            field(root, Objects.requireNonNull(source.field()), null, values);
            return values.isEmpty() ? List.of() : List.of(new Heard(SourceText.values(values), null));
        }
        List<Heard> heard = new ArrayList<>();
        records(root, source.author().field(), source.field(), heard);
        return heard;
    }

    private @Nullable Object root(String answer) {
        Object root = answer;
        for (int i = 0; i < DEEPEST && root instanceof String text; i++) {
            Arguments parsed = reader.read(text.strip());
            if (!parsed.wellFormed() || text.isBlank()) {
                return text;
            }
            root = parsed.at(List.of());
        }
        return root;
    }

    private static void records(@Nullable Object node, String author, @Nullable String field, List<Heard> heard) {
        if (node instanceof Map<?, ?> map) {
            if (map.get(author) instanceof String name) {
                List<Object> values = new ArrayList<>();
                if (field == null) {
                    map.values().forEach(value -> leaves(value, author, values));
                    heard.add(new Heard(SourceText.words(values), name));
                } else {
                    map.forEach((key, value) -> member(key, value, field, author, values));
                    heard.add(new Heard(SourceText.values(values), name));
                }
            }
            map.values().forEach(value -> records(value, author, field, heard));
        } else if (node instanceof List<?> list) {
            list.forEach(element -> records(element, author, field, heard));
        }
    }

    private static void field(@Nullable Object node, String field, @Nullable String author, List<Object> values) {
        if (node instanceof Map<?, ?> map && !ofAnother(map, author)) {
            map.forEach((key, value) -> member(key, value, field, author, values));
        } else if (node instanceof List<?> list) {
            list.forEach(element -> field(element, field, author, values));
        }
    }

    private static void member(
            Object key, @Nullable Object value, String field, @Nullable String author, List<Object> values) {
        if (key.equals(field)) {
            leaves(value, author, values);
        } else {
            field(value, field, author, values);
        }
    }

    private static void leaves(@Nullable Object node, @Nullable String author, List<Object> values) {
        if (node instanceof Map<?, ?> map) {
            if (!ofAnother(map, author)) {
                map.values().forEach(value -> leaves(value, author, values));
            }
        } else if (node instanceof List<?> list) {
            list.forEach(element -> leaves(element, author, values));
        } else if (node != null) {
            values.add(node);
        }
    }

    /** Whether a record within a record is one of its own, even if what it says of its author names nobody. */
    private static boolean ofAnother(Map<?, ?> map, @Nullable String author) {
        return author != null && map.containsKey(author);
    }
}
