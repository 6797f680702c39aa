package dev.guardedtool.loop;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A set of up to a given number of 64-bit hashes; what comes after that is left out. */
final class Hashes {

    private static final int SMALLEST = 16;

    private final int most;
    private long[] table;
    private int size;

    Hashes(int most) {
        this(most, 0);
    }

    /**
     * An empty set.
     *
     * @param expected how many hashes there probably are
     */
    Hashes(int most, int expected) {
        int needed = Math.max(SMALLEST, 2 * Math.min(most, expected));
        this.most = most;
        this.table = new long[Integer.highestOneBit(needed)];
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size == most;
    }

    /** Adds a hash; false if it was in, or if there is no room. */
    boolean add(long hash) {
        long entry = entry(hash);
        int slot = slot(table, entry);
        if (table[slot] == entry || size == most) {
            return false;
        }
        table[slot] = entry;
        size++;
        if (2 * size > table.length) {
            grow();
        }
        return true;
    }

    boolean contains(long hash) {
        long entry = entry(hash);
        return table[slot(table, entry)] == entry;
    }

    /** How many hashes both sets have. */
    int common(Hashes other) {
        if (size > other.size) {
            return other.common(this);
        }
        int common = 0;
        for (long entry : table) {
            if (entry != 0 && other.table[slot(other.table, entry)] == entry) {
                common++;
            }
        }
        return common;
    }

    boolean sameAs(Hashes other) {
        return size == other.size && common(other) == size;
    }

    List<String> write() {
        List<String> written = new ArrayList<>(size);
        for (long entry : table) {
            if (entry != 0) {
                written.add(HexFormat.of().toHexDigits(entry));
            }
        }
        return written;
    }

    static Hashes read(List<?> written, int most) {
        Hashes hashes = new Hashes(most);
        written.forEach(hex -> hashes.add(HexFormat.fromHexDigitsToLong((String) hex)));
        return hashes;
    }

    private void grow() {
        long[] larger = new long[2 * table.length];
        for (long entry : table) {
            if (entry != 0) {
                larger[slot(larger, entry)] = entry;
            }
        }
        table = larger;
    }

    /** Zero marks an empty slot, so that the hash zero goes by another name. */
    private static long entry(long hash) {
        return hash == 0 ? 1 : hash;
    }

    private static int slot(long[] table, long entry) {
        int mask = table.length - 1;
        int slot = (int) (entry ^ (entry >>> 32)) & mask;
        while (table[slot] != 0 && table[slot] != entry) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
