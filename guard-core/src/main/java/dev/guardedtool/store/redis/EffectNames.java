package dev.guardedtool.store.redis;

import java.util.ArrayList;
import java.util.List;

/**
 * The keys of effects. They share a hash tag, so that in a cluster all of them are on one node and a script may use any of
 * them together.
 *
 * @param slot the hash tag
 * @param taken lists what is being carried out
 * @param doubts lists what was left in doubt
 */
record EffectNames(String slot, String taken, String doubts) {

    static EffectNames under(String prefix) {
        String slot = "{" + prefix + ":effects}:";
        return new EffectNames(slot, slot + "taken", slot + "doubts");
    }

    private String effect(String id) {
        return slot + "effect:" + id;
    }

    /** What a script uses that takes an effect. */
    List<String> taking(String id) {
        return List.of(effect(id), taken);
    }

    /** What a script uses that says what became of an effect. */
    List<String> changing(String id) {
        return List.of(effect(id), taken, doubts);
    }

    /** What a script uses that looks at effects. */
    List<String> looking(List<String> ids) {
        List<String> keys = new ArrayList<>(List.of(taken));
        ids.forEach(id -> keys.add(effect(id)));
        return keys;
    }

    String channel() {
        return slot + "changes";
    }
}
