package dev.guardedtool.autoconfigure;

import dev.guardedtool.policy.InvalidPolicyException;
import dev.guardedtool.store.AnswerCipher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the settings of all stores have in common. */
final class StoreSettings {

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration SHORTEST_KEPT = Duration.ofMinutes(1);

    private StoreSettings() {}

    static void within(String property, Duration value, Duration shortest) {
        if (value.compareTo(shortest) < 0 || value.compareTo(LONGEST) > 0) {
            throw new InvalidPolicyException(
                    property, "must be between " + shortest.toMillis() + "ms and a day, was " + value);
        }
    }

    static void keep(String property, Duration value) {
        if (value.compareTo(SHORTEST_KEPT) < 0) {
            throw new InvalidPolicyException(property, "must be a minute or more, was " + value);
        }
    }

    /** Encrypts stored results; null where none are kept. */
    static @Nullable AnswerCipher cipher(
            String store, @Nullable String secretKey, boolean kept, @Nullable String key, List<String> previous) {
        if (secretKey == null) {
            throw new InvalidPolicyException(
                    "secret-key",
                    "must be set, the same for all instances: by its fingerprints they know each other's effects");
        }
        if (!kept) {
            return null;
        }
        List<byte[]> keys = new ArrayList<>();
        keys.add(key == null ? SecretKey.bytes(secretKey) : SecretKey.bytes(store + ".result-key", key));
        for (int i = 0; i < previous.size(); i++) {
            keys.add(SecretKey.bytes(store + ".previous-result-keys[" + i + "]", previous.get(i)));
        }
        return new AnswerCipher(keys);
    }
}
