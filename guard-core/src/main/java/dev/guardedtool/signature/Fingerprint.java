package dev.guardedtool.signature;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A keyed 256-bit digest. Equal values under one key have equal fingerprints; nothing else can be told from one. */
public final class Fingerprint implements Comparable<Fingerprint> {

    private static final int HEX_DIGITS = 64;

    private final long a;

    private final long b;

    private final long c;

    private final long d;

    private @Nullable String hex;

    Fingerprint(long a, long b, long c, long d) {
        this.a = a;
        this.b = b;
        this.c = c;
        this.d = d;
    }

    /**
     * Reads what {@link #hex()} wrote.
     *
     * @throws IllegalArgumentException if this is not 64 hexadecimal digits
     */
    public static Fingerprint parse(String hex) {
        if (hex.length() != HEX_DIGITS) {
            throw new IllegalArgumentException("a fingerprint has 64 hexadecimal digits, not " + hex.length());
        }
        return new Fingerprint(
                HexFormat.fromHexDigitsToLong(hex, 0, 16),
                HexFormat.fromHexDigitsToLong(hex, 16, 32),
                HexFormat.fromHexDigitsToLong(hex, 32, 48),
                HexFormat.fromHexDigitsToLong(hex, 48, 64));
    }

    /** 64 lower-case hexadecimal digits. */
    public String hex() {
        String known = hex;
        if (known == null) {
            HexFormat format = HexFormat.of();
            known = format.toHexDigits(a) + format.toHexDigits(b) + format.toHexDigits(c) + format.toHexDigits(d);
            hex = known;
        }
        return known;
    }

    /** The first 64 bits, for tables that can live with the odd collision. */
    public long prefix() {
        return a;
    }

    /** Orders as the {@linkplain #hex() digits} do. */
    @Override
    public int compareTo(Fingerprint other) {
        int result = Long.compareUnsigned(a, other.a);
        if (result == 0) {
            result = Long.compareUnsigned(b, other.b);
        }
        if (result == 0) {
            result = Long.compareUnsigned(c, other.c);
        }
        return result == 0 ? Long.compareUnsigned(d, other.d) : result;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint that && a == that.a && b == that.b && c == that.c && d == that.d;
    }

    /** Any of the bits will do, as the digest has spread them evenly. */
    @Override
    public int hashCode() {
        return (int) a;
    }

    @Override
    public String toString() {
        return hex();
    }
}
