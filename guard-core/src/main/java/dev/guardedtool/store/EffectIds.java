package dev.guardedtool.store;

import dev.guardedtool.effect.EffectKey;
import java.nio.charset.StandardCharsets;

/** Names that a store of any kind can keep. */
public final class EffectIds {

    private EffectIds() {}

    /** The id of an effect, 64 hexadecimal digits: a digest of all parts of its key. */
    public static String of(EffectKey key) {
        return key.reference();
    }

    /** Models make up the ids of calls; what no store can keep becomes a question mark. */
    public static String call(String callId) {
        return new String(callId.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace('\0', '?');
    }
}
