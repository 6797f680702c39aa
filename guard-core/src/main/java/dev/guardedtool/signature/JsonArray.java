package dev.guardedtool.signature;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

record JsonArray(List<JsonValue> items) implements JsonValue {

    @Override
    public void writeTo(DigestSink sink, NumberForm numbers) {
        sink.put('[');
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                sink.put(',');
            }
            items.get(i).writeTo(sink, numbers);
        }
        sink.put(']');
    }

    @Override
    public Object plain() {
        List<@Nullable Object> plain = new ArrayList<>(items.size());
        for (JsonValue item : items) {
            plain.add(item.plain());
        }
        return Collections.unmodifiableList(plain);
    }

    @Override
    public @Nullable JsonValue step(String index) {
        int at = index(index);
        return at >= 0 && at < items.size() ? items.get(at) : null;
    }

    /** Reads a plain index; -1 for anything else, leading zeros and signs included, so that each item has one path. */
    private static int index(String text) {
        int length = text.length();
        if (length == 0 || length > 9 || (length > 1 && text.charAt(0) == '0')) {
            return -1;
        }
        int index = 0;
        for (int i = 0; i < length; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            index = index * 10 + digit;
        }
        return index;
    }
}
