package dev.guardedtool.access;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a value says nothing: null, empty, or a text of which nothing can be seen. */
final class Blank {

    private Blank() {}

    static boolean is(@Nullable Object value) {
        if (value instanceof String text) {
            return text.codePoints().allMatch(Blank::isInvisible);
        }
        if (value instanceof Collection<?> list) {
            return list.isEmpty();
        }
        return value == null || (value instanceof Map<?, ?> map && map.isEmpty());
    }

    private static boolean isInvisible(int point) {
        return Character.isWhitespace(point)
                || Character.isSpaceChar(point)
                || Character.isISOControl(point)
                || Character.getType(point) == Character.FORMAT;
    }
}
