package dev.guardedtool.store.redis;

import java.util.List;

/**
 * The keys of effects. They share a hash tag, so that in a cluster all of them are on one node and a script may use any of
 * them together.
 *
 * @param slot the hash tag
 */
record EffectNames(String slot) {

    static EffectNames under(String prefix) {
        return new EffectNames("{" + prefix + ":effects}:");
    }

    /** What all scripts on one effect use, in their order. */
    List<String> of(String id) {
        return List.of(slot + "done:" + id, slot + "open", slot + "age", slot + "held", slot + "heard");
    }

    /** What is used of owners. */
    List<String> owners() {
        return List.of(slot + "held", slot + "heard");
    }

    String channel() {
        return slot + "changes";
    }
}
