package dev.guardedtool.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts what tools answered, with AES-256-GCM under a key derived from a secret. The key's id stands in front, so that
 * answers written with an earlier key can still be read. Each text is bound to the effect it belongs to. Thread-safe.
 */
public final class AnswerCipher {

    private static final int ID_BYTES = 4;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int LEAST_SECRET = 16;

    private final AtomicReference<@Nullable Cipher> idle = new AtomicReference<>();
    private final SecureRandom random;
    private final int current;
    private final Map<Integer, SecretKeySpec> keys = new LinkedHashMap<>();

    /**
     * A cipher that writes with the first secret and reads with all of them.
     *
     * @throws IllegalArgumentException if there is none, or one is shorter than 16 bytes
     */
    public AnswerCipher(List<byte[]> secrets) {
        this(secrets, new SecureRandom());
    }

    AnswerCipher(List<byte[]> secrets, SecureRandom random) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("at least one secret is needed");
        }
        this.random = random;
        for (byte[] secret : secrets) {
            if (secret.length < LEAST_SECRET) {
                throw new IllegalArgumentException("a secret needs at least " + LEAST_SECRET + " bytes");
            }
            keys.putIfAbsent(id(secret), new SecretKeySpec(derive(secret, "guardedtool stored answer"), "AES"));
        }
        this.current = id(secrets.get(0));
    }

    private static int id(byte[] secret) {
        return ByteBuffer.wrap(derive(secret, "guardedtool stored answer key id"))
                .getInt();
    }

    private static byte[] derive(byte[] secret, String label) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(label.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    byte[] encrypt(byte[] plain, String effect) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key(current), nonce, effect, plain);
        if (sealed == null) {
            throw new IllegalStateException("every Java platform has AES/GCM");
        }
        return ByteBuffer.allocate(ID_BYTES + NONCE_BYTES + sealed.length)
                .putInt(current)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** The text, or null if its key is not known any more or it is not of that effect. */
    byte @Nullable [] decrypt(byte[] sealed, String effect) {
        if (sealed.length < ID_BYTES + NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            return null;
        }
        SecretKeySpec key = keys.get(ByteBuffer.wrap(sealed).getInt());
        int begin = ID_BYTES + NONCE_BYTES;
        return key == null
                ? null
                : cipher(
                        Cipher.DECRYPT_MODE,
                        key,
                        Arrays.copyOfRange(sealed, ID_BYTES, begin),
                        effect,
                        Arrays.copyOfRange(sealed, begin, sealed.length));
    }

    private SecretKeySpec key(int id) {
        SecretKeySpec key = keys.get(id);
        if (key == null) {
            throw new IllegalStateException("the current key is always known");
        }
        return key;
    }

    /** To make a cipher takes longer than to use it; one that is not in use is kept. */
    private byte @Nullable [] cipher(int mode, SecretKeySpec key, byte[] nonce, String effect, byte[] text) {
        try {
            Cipher kept = idle.getAndSet(null);
            Cipher cipher = kept == null ? Cipher.getInstance("AES/GCM/NoPadding") : kept;
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(effect.getBytes(StandardCharsets.US_ASCII));
            byte[] result = cipher.doFinal(text);
            idle.set(cipher);
            return result;
        } catch (GeneralSecurityException e) {
            return null;
        }
    }
}
