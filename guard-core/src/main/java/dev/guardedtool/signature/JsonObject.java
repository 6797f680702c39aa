package dev.guardedtool.signature;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Members in the order they were written, and the order in which the canonical form takes them. */
final class JsonObject implements JsonValue {

    static final JsonObject EMPTY = new JsonObject(new String[0], new JsonValue[0], 0);

    private final String[] names;

    private final JsonValue[] values;

    private final int size;

    /** Null when the members are already sorted by UTF-16 unit, as most are: one name, or written by a program. */
    private final int @Nullable [] order;

    /** Several expressions may ask for it, one after the other. Threads that race to make it make the same. */
    private @Nullable Map<String, @Nullable Object> plain;

    /**
     * Takes the arrays as its own; what lies behind size is not looked at.
     *
     * @throws MalformedArgumentsException if a name occurs twice
     */
    JsonObject(String[] names, JsonValue[] values, int size) {
        this.names = names;
        this.values = values;
        this.size = size;
        this.order = NameOrder.UTF16.sort(names, size);
    }

    @Override
    public void writeTo(DigestSink sink, NumberForm numbers) {
        int[] sorted = order(numbers);
        sink.put('{');
        for (int i = 0; i < size; i++) {
            int at = sorted == null ? i : sorted[i];
            if (i > 0) {
                sink.put(',');
            }
            sink.putQuoted(names[at]);
            sink.put(':');
            values[at].writeTo(sink, numbers);
        }
        sink.put('}');
    }

    @Override
    public void writeTo(DigestSink sink, ArgumentShape shape) {
        Set<String> numeric = shape.numbers() == NumberForm.BY_VALUE ? shape.numeric() : Set.of();
        int[] sorted = order(shape.numbers());
        boolean first = true;
        sink.put('{');
        for (int i = 0; i < size; i++) {
            int at = sorted == null ? i : sorted[i];
            if (shape.ignored().contains(names[at])) {
                continue;
            }
            if (!first) {
                sink.put(',');
            }
            first = false;
            sink.putQuoted(names[at]);
            sink.put(':');
            if (!(values[at] instanceof JsonText text
                    && numeric.contains(names[at])
                    && Decimals.write(text.value(), sink))) {
                values[at].writeTo(sink, shape.numbers());
            }
        }
        sink.put('}');
    }

    @Override
    public Object plain() {
        Map<String, @Nullable Object> known = plain;
        if (known == null) {
            Map<String, @Nullable Object> made = new LinkedHashMap<>();
            for (int i = 0; i < size; i++) {
                made.put(names[i], values[i].plain());
            }
            known = Collections.unmodifiableMap(made);
            plain = known;
        }
        return known;
    }

    @Override
    public @Nullable JsonValue step(String name) {
        return get(name);
    }

    Set<String> names() {
        return Collections.unmodifiableSet(
                new LinkedHashSet<>(Arrays.asList(names).subList(0, size)));
    }

    @Nullable
    JsonValue get(String name) {
        for (int i = 0; i < size; i++) {
            if (names[i].equals(name)) {
                return values[i];
            }
        }
        return null;
    }

    private int @Nullable [] order(NumberForm numbers) {
        return numbers == NumberForm.BY_VALUE ? order : NameOrder.CODE_POINT.sort(names, size);
    }
}
