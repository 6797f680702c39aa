package dev.guardedtool.policy;

import java.util.Locale;

/** Whose calls are counted together. */
public enum RateScope {

    /** Everybody's. */
    GLOBAL,

    /** Those of one tenant. */
    TENANT,

    /** Those on behalf of one principal of a tenant. */
    PRINCIPAL,

    /** Those of one conversation of a tenant; outside of conversations, those of one run. */
    SESSION,

    /** Those of a tenant for which an expression over the arguments has the same value. */
    ARGUMENTS;

    /** The name as configured. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RateScope of(String property, String per) {
        if (per.isBlank()) {
            return GLOBAL;
        }
        if (per.contains("#")) {
            return ARGUMENTS;
        }
        for (RateScope scope : values()) {
            if (scope != ARGUMENTS && scope.code().equals(per.trim())) {
                return scope;
            }
        }
        throw new InvalidPolicyException(
                property,
                "must be global, tenant, principal, session, or an expression such as #userId, was '" + per + "'");
    }
}
