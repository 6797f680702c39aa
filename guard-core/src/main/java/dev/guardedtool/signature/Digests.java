package dev.guardedtool.signature;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names of one length for what is named by several texts of any length. */
public final class Digests {

    private Digests() {}

    /** 64 hexadecimal digits: a digest of all parts, each with its length in front, so that no two lists have the same. */
    public static String of(String... parts) {
        MessageDigest digest = sha256();
        for (String part : parts) {
            byte[] bytes = bytes(part);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** UTF-16 with the units as they are, where an encoder would take halves of pairs for one another. */
    private static byte[] bytes(String part) {
        ByteBuffer bytes = ByteBuffer.allocate(Character.BYTES * part.length());
        bytes.asCharBuffer().put(part);
        return bytes.array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
