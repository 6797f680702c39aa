package dev.guardedtool.policy;

/**
 * Who may call what, beyond the policy of each tool.
 *
 * @param refuseUnadvertised whether a tool that was not attached to the request is refused
 * @param emptyIsMissing whether a required argument that is null or blank counts as missing
 */
public record AccessPolicy(boolean refuseUnadvertised, boolean emptyIsMissing) {

    /** Unadvertised tools and empty arguments are refused. */
    public static AccessPolicy defaults() {
        return new AccessPolicy(true, true);
    }

    /** Presence of an argument is enough. */
    public static AccessPolicy reference() {
        return new AccessPolicy(true, false);
    }
}
