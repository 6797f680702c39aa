package dev.guardedtool.effect;

import dev.guardedtool.ToolName;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.signature.Digests;
import dev.guardedtool.signature.Fingerprint;

/**
 * Identifies one effect.
 *
 * @param scope within what it is unique
 * @param holder the run, the conversation with its tenant, or the tenant; empty for an application with one tenant
 * @param ticket the case within a run; empty for none
 * @param tool the tool
 * @param key the fingerprint of the key's value
 */
public record EffectKey(EffectScope scope, String holder, String ticket, ToolName tool, Fingerprint key) {

    /** 64 hexadecimal digits that name the effect among all: a digest of all parts. They give nothing of them away. */
    public String reference() {
        return Digests.of(scope.name(), holder, ticket, tool.value(), key.hex());
    }
}
