package dev.guardedtool.autoconfigure;

import dev.guardedtool.ArgumentRule;
import dev.guardedtool.ArgumentSource;
import dev.guardedtool.Effect;
import dev.guardedtool.FactScope;
import dev.guardedtool.GuardedTool;
import dev.guardedtool.Mode;
import dev.guardedtool.OnDuplicate;
import dev.guardedtool.Proves;
import dev.guardedtool.RateLimit;
import dev.guardedtool.RequiresFact;
import dev.guardedtool.ValuePart;
import org.springframework.util.ReflectionUtils;

/** Methods with annotations to read. */
final class AnnotatedTools {

    private AnnotatedTools() {}

    static GuardedTool of(String method) {
        return ReflectionUtils.findMethod(AnnotatedTools.class, method).getAnnotation(GuardedTool.class);
    }

    @GuardedTool
    static void silent() {}

    @GuardedTool(
            effect = Effect.ONCE,
            key = "#orderId",
            effectTtl = "12h",
            onDuplicate = OnDuplicate.REFUSE,
            safeExceptions = IllegalStateException.class,
            effectWhen = "#result.ok == true",
            maxCalls = 0,
            maxAttempts = 7,
            rateLimit = {@RateLimit(max = 5, period = "1m", per = "#orderId"), @RateLimit(max = 100, period = "24h")},
            circuit = "payments",
            timeout = "2s",
            cost = "0.05",
            risk = "high",
            requireArgs = {"orderId", "amount"},
            queryArgs = {"reason", "note"},
            ignoreArgs = "requestId",
            proves = @Proves(kind = "order_id", extract = "#result.![id]", scope = FactScope.PRINCIPAL, ttl = "1m"),
            requires = @RequiresFact(arg = "orderId", kind = "order_id", hint = "Look it up", consume = true),
            requiresCalls = "verify",
            argumentSources = @ArgumentSource(arg = "url", from = "user", part = ValuePart.HOST, optional = true),
            argumentRules = {
                @ArgumentRule(arg = "amount", min = "1", max = "99.5", expression = "#amount != #limit"),
                @ArgumentRule(
                        arg = "order.currency",
                        optional = true,
                        maxLength = 3,
                        oneOf = {"EUR", "CHF"})
            },
            cacheTtl = "30s",
            mode = Mode.SHADOW)
    static void talkative() {}

    @GuardedTool(cost = "a lot")
    static void expensive() {}

    @GuardedTool(cost = "-1")
    static void rewarding() {}

    @GuardedTool(cacheTtl = "soon")
    static void soon() {}

    @GuardedTool(rateLimit = @RateLimit(max = 0, period = "1m"))
    static void never() {}

    @GuardedTool(rateLimit = @RateLimit(max = 1, period = "a while"))
    static void rarely() {}

    @GuardedTool(rateLimit = @RateLimit(max = 1, period = "1m", per = "user"))
    static void perUser() {}

    @GuardedTool(keyArg = "order-id")
    static void named() {}

    @GuardedTool(key = "#orderId", keyArg = "orderId")
    static void twoKeys() {}

    @GuardedTool(effectTtl = "for ever")
    static void forEver() {}

    @GuardedTool(timeout = "a while")
    static void patient() {}

    @GuardedTool(timeout = "0s")
    static void impatient() {}

    @GuardedTool(proves = @Proves(kind = "order_id", extract = "#result.id", ttl = "later"))
    static void later() {}

    @GuardedTool(proves = @Proves(kind = " ", extract = "#result.id"))
    static void kindless() {}

    @GuardedTool(requires = @RequiresFact(arg = "order..id", kind = "order_id"))
    static void pathless() {}

    @GuardedTool(
            argumentSources =
                    @ArgumentSource(
                            arg = "url",
                            from = {}))
    static void sourceless() {}

    @GuardedTool(argumentRules = @ArgumentRule(arg = "note", pattern = "[a-z]+", denyPattern = "drop"))
    static void lowerCase() {}

    @GuardedTool(argumentRules = @ArgumentRule(arg = "amount", max = "much"))
    static void uncounted() {}

    @GuardedTool(argumentRules = @ArgumentRule(arg = "note", denyPattern = "["))
    static void unmatched() {}

    @GuardedTool(argumentRules = @ArgumentRule(arg = "order..id"))
    static void unruled() {}

    @GuardedTool(requireArgs = {"orderId", "orderId"})
    static void twice() {}
}
