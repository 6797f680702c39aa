package dev.guardedtool.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Computes keyed fingerprints; without the key they can be neither made nor guessed back. Safe for any thread.
 *
 * <p>A fingerprint is SHA-256 of a 32-byte key, one byte that says what is signed, and the data in an encoding of
 * which none is a prefix of another. SHA-256 is a cascade of a compression function. If that function is pseudorandom,
 * keyed by the first half of its first block and by the chaining value from then on, so is the cascade over prefix-free
 * inputs (Bellare, Canetti and Krawczyk, "Pseudorandom functions revisited: the cascade construction and its concrete
 * security", FOCS 1996). HMAC promises the same at several times the price for short inputs. The 32 bytes are
 * HMAC-SHA256 of a label under the given key.
 */
public final class Fingerprints {

    private static final int MIN_KEY_BYTES = 16;

    private static final byte KEY_ID = 0;

    private static final byte TEXT = 1;

    private static final byte MALFORMED = 2;

    private static final byte BY_VALUE = 3;

    private static final byte BY_SPELLING = 4;

    private static final byte VALUE = 5;

    /** A byte that neither WTF-8 nor canonical JSON contains, so that it ends a text and makes it prefix-free. */
    private static final int END = 0xFF;

    private final byte[] key;

    private final Slots<DigestSink> sinks = new Slots<>();

    private final RecurringTexts recurring = new RecurringTexts(this::text);

    private final Fingerprint keyId;

    /**
     * Uses a copy of the key.
     *
     * @throws IllegalArgumentException if the key is shorter than 16 bytes
     */
    public Fingerprints(byte[] key) {
        if (key.length < MIN_KEY_BYTES) {
            throw new IllegalArgumentException("the secret key needs at least " + MIN_KEY_BYTES + " bytes");
        }
        this.key = derive(key);
        this.keyId = open(KEY_ID).finish();
    }

    /**
     * The fingerprint of arguments as a shape compares them. Malformed arguments have one too, that of their text.
     */
    public Fingerprint arguments(Arguments arguments, ArgumentShape shape) {
        JsonValue root = arguments.root();
        DigestSink sink;
        if (root == null) {
            sink = open(MALFORMED);
            sink.putText(arguments.json());
        } else {
            sink = open(shape.numbers() == NumberForm.BY_VALUE ? BY_VALUE : BY_SPELLING);
            root.writeTo(sink, shape);
        }
        return close(sink);
    }

    /**
     * The fingerprint of one text, number or boolean within arguments, such as {@link Arguments#at} gives them. Two of
     * them are equal where {@link #arguments} sees no difference between them.
     *
     * @param numeric whether a text that spells a number is that number
     * @throws IllegalArgumentException if it is neither of the three
     */
    public Fingerprint value(Object scalar, boolean numeric, NumberForm numbers) {
        JsonValue value = JsonValue.ofScalar(scalar);
        DigestSink sink = open(VALUE);
        if (!(numeric
                && numbers == NumberForm.BY_VALUE
                && value instanceof JsonText text
                && Decimals.write(text.value(), sink))) {
            value.writeTo(sink, numbers);
        }
        return close(sink);
    }

    /**
     * The fingerprint of any text, lone surrogates included.
     *
     * @param domain what the text is; texts of different domains have different fingerprints
     */
    public Fingerprint text(String domain, String text) {
        DigestSink sink = open(TEXT);
        sink.putText(domain);
        sink.put(END);
        sink.putText(text);
        return close(sink);
    }

    /**
     * As {@link #text}, for texts that come again and again, such as the names of users: the last ones are remembered,
     * as long as they are short.
     */
    public Fingerprint recurring(String domain, String text) {
        return recurring.get(domain, text);
    }

    /** Tells whether two instances have the same key, and nothing about the key. */
    public Fingerprint keyId() {
        return keyId;
    }

    private DigestSink open(byte kind) {
        DigestSink sink = sinks.take();
        if (sink == null) {
            sink = new DigestSink(sha256());
        }
        sink.putBytes(key);
        sink.put(kind);
        return sink;
    }

    /** A sink whose use was cut short by an error is not given back. */
    private Fingerprint close(DigestSink sink) {
        sink.put(END);
        Fingerprint fingerprint = sink.finish();
        sinks.give(sink);
        return fingerprint;
    }

    private static byte[] derive(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal("guardedtool fingerprint".getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
