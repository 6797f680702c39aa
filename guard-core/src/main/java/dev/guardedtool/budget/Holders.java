package dev.guardedtool.budget;

import dev.guardedtool.RunContext;
import dev.guardedtool.policy.BudgetLimit.Scope;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Names the holder of a budget so that no two have the same name, whatever characters theirs are made of. */
final class Holders {

    /** What an encoded name never is. */
    private static final String NOBODY = "~";

    private Holders() {}

    /** The holder, or null for the run itself. */
    static @Nullable String of(Scope scope, RunContext context) {
        String tenant = context.principal().tenant();
        return switch (scope) {
            case RUN, NAMED -> null;
            case SESSION -> context.session() == null ? null : text(tenant) + "/" + text(context.session());
            case PRINCIPAL -> text(tenant) + "/" + text(context.principal().name());
            case TENANT -> text(tenant);
            case AGENT -> text(context.agent());
            case GLOBAL -> "";
        };
    }

    static String text(@Nullable String name) {
        if (name == null) {
            return NOBODY;
        }
        return isPlain(name) ? name : URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    /** Whether encoding would change nothing. */
    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if ((c < 'a' || c > 'z')
                    && (c < '0' || c > '9')
                    && (c < 'A' || c > 'Z')
                    && c != '-'
                    && c != '_'
                    && c != '.') {
                return false;
            }
        }
        return true;
    }
}
