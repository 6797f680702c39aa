package dev.guardedtool.autoconfigure;

import dev.guardedtool.policy.GuardPolicy;

/** The policy that holds where no property says otherwise. */
public enum Profile {

    /** The guard's own rules. */
    DEFAULT {
        @Override
        GuardPolicy policy() {
            return GuardPolicy.defaults();
        }
    },

    /** The rules of the reference engine. */
    REFERENCE {
        @Override
        GuardPolicy policy() {
            return GuardPolicy.reference();
        }
    };

    abstract GuardPolicy policy();
}
