package dev.guardedtool.store;

import dev.guardedtool.effect.EffectKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names that a store of any kind can keep. */
public final class EffectIds {

    private EffectIds() {}

    /** The id of an effect, 64 hexadecimal digits: a digest of all parts of its key, each with its length in front. */
    public static String of(EffectKey key) {
        MessageDigest digest = sha256();
        put(digest, key.scope().name());
        put(digest, key.holder());
        put(digest, key.ticket());
        put(digest, key.tool().value());
        put(digest, key.key().hex());
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void put(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_16BE);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Models make up the ids of calls; what no store can keep becomes a question mark. */
    public static String call(String callId) {
        return new String(callId.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace('\0', '?');
    }
}
