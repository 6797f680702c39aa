package dev.guardedtool.signature;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;

/**
 * Writes text straight into a digest through one buffer of fixed size. Reusable after {@link #finish()}, confined to
 * one thread between.
 */
final class DigestSink {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** Up to this length a loop over the characters is cheaper than the JDK's vectorised encoder and its copy. */
    private static final int SHORT = 24;

    /** Characters encoded at once; six bytes each, the longest escape, must fit the buffer. */
    private static final int SLICE = 512;

    private final MessageDigest digest;

    private final byte[] buffer = new byte[SLICE * 8];

    private int size;

    DigestSink(MessageDigest digest) {
        this.digest = digest;
    }

    void put(int unit) {
        if (size == buffer.length) {
            drain();
        }
        buffer[size++] = (byte) unit;
    }

    void putBytes(byte[] bytes) {
        if (bytes.length > buffer.length - size) {
            drain();
        }
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
    }

    void putAscii(String ascii) {
        putAscii(ascii, 0, ascii.length());
    }

    void putAscii(String ascii, int from, int to) {
        for (int start = from; start < to; start += SLICE) {
            int end = Math.min(to, start + SLICE);
            reserve(end - start);
            for (int i = start; i < end; i++) {
                buffer[size++] = (byte) ascii.charAt(i);
            }
        }
    }

    /** Appends any text as WTF-8: UTF-8, with a lone surrogate as the three bytes of its number. */
    void putText(String text) {
        int length = text.length();
        if (length <= SHORT) {
            encode(text, 0, length);
            return;
        }
        for (int from = 0; from < length; ) {
            int to = sliceEnd(text, from);
            byte[] utf8 = text.substring(from, to).getBytes(StandardCharsets.UTF_8);
            if (utf8.length == to - from && !hidesSurrogate(utf8, text, from)) {
                putBytes(utf8);
            } else {
                encode(text, from, to);
            }
            from = to;
        }
    }

    /** Appends text without lone surrogates as a JSON string. */
    void putQuoted(String text) {
        put('"');
        int length = text.length();
        if (length > SHORT) {
            for (int from = 0; from < length; ) {
                int to = sliceEnd(text, from);
                putEscaped(text.substring(from, to).getBytes(StandardCharsets.UTF_8));
                from = to;
            }
        } else if (!putPlain(text)) {
            putEscaped(text.getBytes(StandardCharsets.UTF_8));
        }
        put('"');
    }

    /** The digest of all that was appended since the last time. */
    Fingerprint finish() {
        drain();
        try {
            digest.digest(buffer, 0, 32);
        } catch (DigestException e) {
            throw new IllegalStateException(e);
        }
        return new Fingerprint(
                (long) LONGS.get(buffer, 0), (long) LONGS.get(buffer, 8), (long) LONGS.get(buffer, 16), (long)
                        LONGS.get(buffer, 24));
    }

    /** Appends short text if it is printable ASCII that needs no escape, else nothing. */
    private boolean putPlain(String text) {
        int length = text.length();
        reserve(length);
        byte[] into = buffer;
        int start = size;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
            into[start + i] = (byte) c;
        }
        size = start + length;
        return true;
    }

    private void putEscaped(byte[] utf8) {
        if (!Octets.needEscape(utf8)) {
            putBytes(utf8);
            return;
        }
        reserve(utf8.length * 6);
        for (byte octet : utf8) {
            if (octet == '"' || octet == '\\') {
                put('\\');
                put(octet);
            } else if (octet >= 0 && octet < ' ') {
                putControl(octet);
            } else {
                put(octet);
            }
        }
    }

    private void putControl(int control) {
        put('\\');
        switch (control) {
            case '\b' -> put('b');
            case '\t' -> put('t');
            case '\n' -> put('n');
            case '\f' -> put('f');
            case '\r' -> put('r');
            default -> {
                putAscii("u00");
                put(HEX[control >> 4]);
                put(HEX[control & 0xF]);
            }
        }
    }

    private void encode(String text, int from, int to) {
        reserve((to - from) * 3);
        byte[] into = buffer;
        int at = size;
        for (int i = from; i < to; i++) {
            int c = text.charAt(i);
            if (c < 0x80) {
                into[at++] = (byte) c;
                continue;
            }
            if (c < 0x800) {
                into[at++] = (byte) (0xC0 | (c >> 6));
            } else {
                if (Character.isHighSurrogate((char) c) && i + 1 < to && Character.isLowSurrogate(text.charAt(i + 1))) {
                    c = Character.toCodePoint((char) c, text.charAt(++i));
                    into[at++] = (byte) (0xF0 | (c >> 18));
                    into[at++] = tail(c >> 12);
                } else {
                    into[at++] = (byte) (0xE0 | (c >> 12));
                }
                into[at++] = tail(c >> 6);
            }
            into[at++] = tail(c);
        }
        size = at;
    }

    /** One of the bytes that follow the first of a character. */
    private static byte tail(int bits) {
        return (byte) (0x80 | (bits & 0x3F));
    }

    /** Whether one of the question marks stands for a lone surrogate, as Java's encoder writes it. */
    private static boolean hidesSurrogate(byte[] bytes, String text, int from) {
        for (int i = Octets.indexOf('?', bytes, 0); i >= 0; i = Octets.indexOf('?', bytes, i + 1)) {
            if (text.charAt(from + i) != '?') {
                return true;
            }
        }
        return false;
    }

    /** Where to cut so that no surrogate pair is cut in two. */
    private static int sliceEnd(String text, int from) {
        int end = from + SLICE;
        if (end >= text.length()) {
            return text.length();
        }
        return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }

    private void reserve(int bytes) {
        if (bytes > buffer.length - size) {
            drain();
        }
    }

    private void drain() {
        digest.update(buffer, 0, size);
        size = 0;
    }
}
