package dev.guardedtool.autoconfigure;

import dev.guardedtool.policy.GuardPolicy;

/** Changes the policy after the properties were read. Beans of this type are asked in their order. */
@FunctionalInterface
public interface GuardPolicyCustomizer {

    /** The policy to use instead of that one. */
    GuardPolicy customize(GuardPolicy policy);
}
