package dev.guardedtool.custody;

import dev.guardedtool.FactScope;
import dev.guardedtool.Principal;
import dev.guardedtool.RunContext;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.RunView;
import dev.guardedtool.signature.Fingerprint;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which fact a value is for a call. */
final class FactKeys {

    /** Beyond this a number is not written out. */
    private static final int LONGEST = 100;

    private FactKeys() {}

    /** The fact for that scope, or for the next narrower one where there is no such thing. */
    static FactKey key(CallView call, FactScope scope, String kind, Fingerprint value) {
        RunView run = call.run();
        RunContext context = run.context();
        Principal principal = context.principal();
        FactScope held = scope;
        if (held == FactScope.PRINCIPAL && principal.name().equals(Principal.ANONYMOUS.name())) {
            held = FactScope.SESSION;
        }
        if (held == FactScope.SESSION && context.session() == null) {
            held = FactScope.RUN;
        }
        String within = switch (held) {
            case RUN -> run.runId();
            case SESSION -> text(context.session());
            case PRINCIPAL -> "";
        };
        return new FactKey(held, text(principal.tenant()), principal.name(), within, kind, value);
    }

    /** The facts of which one is enough, that of the run first. */
    static Set<FactKey> any(CallView call, String kind, Object value) {
        Fingerprint fingerprint = value(call, value);
        Set<FactKey> keys = new LinkedHashSet<>();
        for (FactScope scope : FactScope.values()) {
            keys.add(key(call, scope, kind, fingerprint));
        }
        return keys;
    }

    /** Numbers are what they amount to, and the same as their text. */
    static Fingerprint value(CallView call, Object value) {
        String text = value.toString();
        if (value instanceof BigDecimal number) {
            BigDecimal bare = number.stripTrailingZeros();
            text = Math.abs((long) bare.scale()) <= LONGEST ? bare.toPlainString() : bare.toString();
        }
        return call.run().fingerprints().text("fact", text);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
