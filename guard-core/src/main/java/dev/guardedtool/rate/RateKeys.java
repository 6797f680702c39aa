package dev.guardedtool.rate;

import dev.guardedtool.Principal;
import dev.guardedtool.RunContext;
import dev.guardedtool.check.ArgumentVariables;
import dev.guardedtool.check.CallView;
import dev.guardedtool.expression.Expression;
import dev.guardedtool.expression.ExpressionException;
import dev.guardedtool.policy.RateSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** With which other calls a call is counted. */
final class RateKeys {

    private RateKeys() {}

    /**
     * The limits of the call.
     *
     * @throws ExpressionException if the arguments do not tell
     */
    static List<RateRequest> of(CallView call) {
        List<RateSpec> specs = call.spec().limits().rates();
        List<RateRequest> requests = new ArrayList<>(specs.size());
        for (RateSpec spec : specs) {
            RateKey key = new RateKey(call.tool(), spec.per(), spec.period(), holder(call, spec));
            requests.add(new RateRequest(key, spec.max()));
        }
        return requests;
    }

    private static String holder(CallView call, RateSpec spec) {
        RunContext context = call.run().context();
        Principal principal = context.principal();
        return switch (spec.scope()) {
            case GLOBAL -> "";
            case TENANT -> text(principal.tenant());
            case PRINCIPAL -> within(principal, principal.name());
            case SESSION ->
                within(
                        principal,
                        Objects.requireNonNullElse(context.session(), call.run().runId()));
            case ARGUMENTS -> within(principal, fingerprint(call, Objects.requireNonNull(spec.by())));
        };
    }

    /** Tenants may have users and conversations of the same name; the length keeps the two parts apart. */
    private static String within(Principal principal, String name) {
        String tenant = text(principal.tenant());
        return tenant.length() + ":" + tenant + ":" + name;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** An argument that is given as null is a value like others: calls without a user are counted together. */
    private static String fingerprint(CallView call, Expression by) {
        Object value = by.evaluate(new ArgumentVariables(call.arguments()));
        String text = value == null ? "null" : ArgumentVariables.identifier(value);
        return call.run().fingerprints().recurring("rate", text).hex();
    }
}
