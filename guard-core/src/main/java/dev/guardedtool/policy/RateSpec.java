package dev.guardedtool.policy;

import dev.guardedtool.expression.Expression;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A limit on how often a tool may be called within a period.
 *
 * @param max how many calls any period of that length may hold
 * @param period its length
 * @param scope whose calls are counted together
 * @param by tells calls apart by their arguments; null unless the scope is {@link RateScope#ARGUMENTS}
 * @param per the scope as it was configured, {@code global} where nothing was
 */
public record RateSpec(
        int max, Duration period, RateScope scope, @Nullable Expression by, String per) {

    static RateSpec of(String attribute, ToolRate said, ToolExpressions expressions) {
        RateScope scope = RateScope.of(attribute, said.per());
        return new RateSpec(
                said.max(),
                said.period(),
                scope,
                scope == RateScope.ARGUMENTS ? expressions.compile(attribute, said.per()) : null,
                scope == RateScope.ARGUMENTS ? said.per().trim() : scope.code());
    }
}
