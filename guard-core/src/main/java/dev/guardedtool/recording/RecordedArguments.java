package dev.guardedtool.recording;

import dev.guardedtool.check.CallView;
import dev.guardedtool.signature.Arguments;
import dev.guardedtool.signature.PlainJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of calls as they are written down. Fingerprints keep the structure, names, what is empty, and which values
 * are equal as the guard compares them. Arguments that are no object or list, or not well-formed, are a text that holds
 * them, as replay reads it.
 */
final class RecordedArguments {

    /** Larger ones are one fingerprint under {@link #WHOLE}. */
    private static final int MOST_VALUES = 2_000;

    private static final int LONGEST = 64_000;
    private static final int LONGEST_NAME = 64;
    private static final String WHOLE = "fingerprint";

    private final Disclosure disclosure;

    RecordedArguments(Disclosure disclosure) {
        this.disclosure = disclosure;
    }

    /** The JSON that stands for the arguments of the call. */
    String of(CallView call, Disguise disguise) {
        Arguments arguments = call.arguments();
        if (!arguments.wellFormed()) {
            return PlainJson.of(malformed(arguments.json(), call, disguise));
        }
        Object plain = arguments.at(List.of());
        if (!fits(plain)) {
            return whole(call, disguise);
        }
        String json = PlainJson.of(disclosed(plain, call, disguise));
        if (json.length() > LONGEST) {
            return whole(call, disguise);
        }
        return plain instanceof Map || plain instanceof List ? json : PlainJson.of(json);
    }

    private String malformed(String text, CallView call, Disguise disguise) {
        return disclosure == Disclosure.CLEAR
                ? disguise.clear(text, Disguise.LONGEST_ARGUMENT, Disguise.KEPT_OF_ARGUMENT)
                : disguise.fingerprint(call);
    }

    private static String whole(CallView call, Disguise disguise) {
        return PlainJson.of(Map.of(WHOLE, disguise.fingerprint(call)));
    }

    private static boolean fits(@Nullable Object plain) {
        return counted(plain, 0) <= MOST_VALUES;
    }

    private static int counted(@Nullable Object value, int before) {
        int count = before + 1;
        if (value instanceof Map<?, ?> map) {
            for (Object member : map.values()) {
                count = count > MOST_VALUES ? count : counted(member, count);
            }
        } else if (value instanceof List<?> list) {
            for (Object item : list) {
                count = count > MOST_VALUES ? count : counted(item, count);
            }
        }
        return count;
    }

    private @Nullable Object disclosed(@Nullable Object plain, CallView call, Disguise disguise) {
        if (disclosure == Disclosure.CLEAR) {
            return disguise.redactor()
                    .value(
                            plain,
                            disguise.mask(),
                            text -> disguise.clear(text, Disguise.LONGEST_ARGUMENT, Disguise.KEPT_OF_ARGUMENT));
        }
        Fingerprinted fingerprinted = new Fingerprinted(call, disguise);
        return plain instanceof Map<?, ?> map
                ? fingerprinted.object(map, call.call().numericArguments())
                : fingerprinted.value(plain, false);
    }

    /** Replaces every value by its fingerprint. */
    private record Fingerprinted(CallView call, Disguise disguise) {

        @Nullable
        Object value(@Nullable Object value, boolean numeric) {
            if (value instanceof Map<?, ?> map) {
                return object(map, Set.of());
            }
            if (value instanceof List<?> list) {
                List<@Nullable Object> items = new ArrayList<>(list.size());
                list.forEach(item -> items.add(value(item, false)));
                return items;
            }
            if (value == null || (value instanceof String text && Disguise.isNothing(text))) {
                return value;
            }
            return Disguise.of(disguise.fingerprints()
                    .value(value, numeric, call.run().policy().numbers()));
        }

        Map<String, @Nullable Object> object(Map<?, ?> map, Set<String> numeric) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            map.forEach((key, member) -> {
                String name = (String) key;
                members.put(disguise.name(name, LONGEST_NAME), member(name, member, numeric.contains(name)));
            });
            return members;
        }

        /** A secret has a fingerprint that equal values elsewhere do not share. */
        private @Nullable Object member(String name, @Nullable Object member, boolean numeric) {
            if (member instanceof String text
                    && !text.isBlank()
                    && disguise.redactor().secret(name)) {
                return disguise.mask().of(text);
            }
            return value(member, numeric);
        }
    }
}
