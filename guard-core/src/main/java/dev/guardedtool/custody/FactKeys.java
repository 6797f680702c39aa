package dev.guardedtool.custody;

import dev.guardedtool.FactScope;
import dev.guardedtool.Principal;
import dev.guardedtool.RunContext;
import dev.guardedtool.check.CallView;
import dev.guardedtool.signature.Fingerprint;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which fact a value is for a call. */
final class FactKeys {

    /** Beyond this a number is not written out. */
    private static final int LONGEST = 100;

    private static final FactScope[] SCOPES = FactScope.values();

    private FactKeys() {}

    /** The fact for that scope, or for the next narrower one where there is no such thing. */
    static FactKey key(CallView call, FactScope scope, String kind, Fingerprint value) {
        RunContext context = call.run().context();
        return of(call, narrowed(context, scope), kind, value);
    }

    private static FactScope narrowed(RunContext context, FactScope scope) {
        FactScope held = scope;
        if (held == FactScope.PRINCIPAL && context.principal().name().equals(Principal.ANONYMOUS.name())) {
            held = FactScope.SESSION;
        }
        return held == FactScope.SESSION && context.session() == null ? FactScope.RUN : held;
    }

    private static FactKey of(CallView call, FactScope held, String kind, Fingerprint value) {
        RunContext context = call.run().context();
        Principal principal = context.principal();
        String within = switch (held) {
            case RUN -> call.run().runId();
            case SESSION -> text(context.session());
            case PRINCIPAL -> "";
        };
        return new FactKey(held, text(principal.tenant()), principal.name(), within, kind, value);
    }

    /** The distinct facts of which one is enough, that of the run first. */
    static List<FactKey> any(CallView call, String kind, Object value) {
        Fingerprint fingerprint = value(call, value);
        List<FactKey> keys = new ArrayList<>(SCOPES.length);
        for (FactScope scope : SCOPES) {
            if (narrowed(call.run().context(), scope) == scope) {
                keys.add(of(call, scope, kind, fingerprint));
            }
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
        return call.run().fingerprints().recurring("fact", text);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
