package dev.guardedtool.autoconfigure;

import dev.guardedtool.policy.InvalidPolicyException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/** Reads {@code guard.secret-key} and keys that are written the same way. No complaint repeats the key. */
final class SecretKey {

    private static final String PROPERTY = "secret-key";
    private static final String BASE64 = "base64:";
    private static final String HEX = "hex:";
    private static final int LEAST_BYTES = 16;

    private SecretKey() {}

    static byte[] bytes(String text) {
        return bytes(PROPERTY, text);
    }

    static byte[] bytes(String property, String text) {
        byte[] key = decode(property, text);
        if (key.length < LEAST_BYTES) {
            throw new InvalidPolicyException(
                    property,
                    "must be at least " + LEAST_BYTES + " bytes, was " + key.length
                            + "; 'openssl rand -hex 32' makes one to be put after '" + HEX + "'");
        }
        return key;
    }

    private static byte[] decode(String property, String text) {
        if (text.startsWith(BASE64)) {
            try {
                return Base64.getDecoder()
                        .decode(text.substring(BASE64.length()).strip());
            } catch (IllegalArgumentException e) {
                throw new InvalidPolicyException(property, "is not base64 after '" + BASE64 + "'");
            }
        }
        if (text.startsWith(HEX)) {
            try {
                return HexFormat.of().parseHex(text.substring(HEX.length()).strip());
            } catch (IllegalArgumentException e) {
                throw new InvalidPolicyException(property, "is not hexadecimal after '" + HEX + "'");
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
