package dev.guardedtool.signature;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The two orders of names. They differ only where a name beyond the basic plane meets one of U+E000 to U+FFFF. */
enum NameOrder {

    /** By UTF-16 unit, as RFC 8785 section 3.2.3 sorts. */
    UTF16 {
        @Override
        int compare(String a, String b) {
            return a.compareTo(b);
        }
    },

    /** By code point, as Python sorts. */
    CODE_POINT {
        @Override
        int compare(String a, String b) {
            int common = Math.min(a.length(), b.length());
            for (int i = 0; i < common; i++) {
                if (a.charAt(i) != b.charAt(i)) {
                    return rank(a.charAt(i)) - rank(b.charAt(i));
                }
            }
            return a.length() - b.length();
        }

        /** Moves surrogates behind all other units; within well-formed text that is the order of code points. */
        private int rank(char unit) {
            return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
        }
    };

    /** Below this, shifting beats the boxes that a library sort by index needs. */
    private static final int SMALL = 32;

    abstract int compare(String a, String b);

    /**
     * The indexes of the first names in ascending order, or null if they are in it already.
     *
     * @throws MalformedArgumentsException if a name occurs twice
     */
    int @Nullable [] sort(String[] names, int size) {
        for (int i = 1; i < size; i++) {
            if (!ascends(names[i - 1], names[i])) {
                return sorted(names, size);
            }
        }
        return null;
    }

    private int[] sorted(String[] names, int size) {
        int[] order = size <= SMALL ? inserted(names, size) : merged(names, size);
        for (int i = 1; i < size; i++) {
            ascends(names[order[i - 1]], names[order[i]]);
        }
        return order;
    }

    private boolean ascends(String before, String after) {
        int comparison = compare(before, after);
        if (comparison == 0) {
            throw new MalformedArgumentsException(ArgumentProblem.DUPLICATE_KEY);
        }
        return comparison < 0;
    }

    private int[] inserted(String[] names, int size) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int at = i;
            while (at > 0 && compare(names[order[at - 1]], names[i]) > 0) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = i;
        }
        return order;
    }

    private int[] merged(String[] names, int size) {
        Integer[] boxed = new Integer[size];
        Arrays.setAll(boxed, i -> i);
        Arrays.sort(boxed, (a, b) -> compare(names[a], names[b]));
        return Arrays.stream(boxed).mapToInt(Integer::intValue).toArray();
    }
}
