package dev.guardedtool.autoconfigure.expression;

import dev.guardedtool.expression.ExpressionException;
import java.math.BigDecimal;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an expression reads, at any depth: maps that refuse to be asked for a missing key instead of answering null, and
 * numbers short enough to be added up.
 */
final class PresentOnly {

    private static final int MAX_SCALE = 1_000;

    private PresentOnly() {}

    static @Nullable Object of(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return new MapView(map);
        }
        if (value instanceof BigDecimal number && Math.abs((long) number.scale()) > MAX_SCALE) {
            throw new ExpressionException("a number is too large or too small to be worked with");
        }
        return value instanceof List<?> list ? new ListView(list) : value;
    }

    private static final class MapView extends AbstractMap<Object, @Nullable Object> {

        private final Map<?, ?> values;

        MapView(Map<?, ?> values) {
            this.values = values;
        }

        @Override
        public @Nullable Object get(@Nullable Object key) {
            if (!values.containsKey(key)) {
                throw new ExpressionException("there is no " + key);
            }
            return of(values.get(key));
        }

        @Override
        public boolean containsKey(@Nullable Object key) {
            return values.containsKey(key);
        }

        @Override
        public Set<Entry<Object, @Nullable Object>> entrySet() {
            Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
            values.forEach((key, value) -> entries.put(key, of(value)));
            return entries.entrySet();
        }
    }

    private static final class ListView extends AbstractList<@Nullable Object> {

        private final List<?> values;

        ListView(List<?> values) {
            this.values = values;
        }

        @Override
        public @Nullable Object get(int index) {
            return of(values.get(index));
        }

        @Override
        public int size() {
            return values.size();
        }
    }
}
