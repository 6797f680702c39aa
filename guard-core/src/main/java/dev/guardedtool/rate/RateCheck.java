package dev.guardedtool.rate;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Phase;
import dev.guardedtool.expression.ExpressionException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Is the tool called too often at the moment? A call that passes counts at once, and no longer if it is refused later. */
record RateCheck(RateStore store) implements GuardCheck {

    private static final Logger log = LoggerFactory.getLogger(RateCheck.class);

    @Override
    public int order() {
        return Phase.LIMITS.at(250);
    }

    @Override
    public boolean local() {
        return false;
    }

    @Override
    public boolean concerns(CallView call) {
        return !call.spec().limits().rates().isEmpty();
    }

    @Override
    public @Nullable Decision check(CallView call) {
        List<RateRequest> limits;
        try {
            limits = RateKeys.of(call);
        } catch (ExpressionException e) {
            return Decision.block(Explanation.of(GuardReason.ARGUMENT_RULE)
                    .detail("what the tool's rate is counted by cannot be told"));
        }
        RateAnswer answer;
        try {
            answer = store.acquire(limits);
        } catch (StoreFullException e) {
            log.warn("A call of {} was refused: {}", call.tool(), e.getMessage());
            return Decision.block(Explanation.of(GuardReason.LIMIT_STORE_FULL).retryable(null));
        } catch (RuntimeException e) {
            log.warn("The rates of a call of {} could not be asked", call.tool(), e);
            return call.passesErrors()
                    ? null
                    : Decision.block(
                            Explanation.of(GuardReason.LIMIT_STORE_UNAVAILABLE).retryable(null));
        }
        if (answer instanceof RateAnswer.Granted granted) {
            call.hold(new RateClaim(store, limits, granted.permit()));
            return null;
        }
        return refusal((RateAnswer.Refused) answer);
    }

    private static Decision refusal(RateAnswer.Refused refused) {
        RateRequest limit = refused.limit();
        return Decision.block(Explanation.of(GuardReason.RATE_LIMITED)
                .figure("limit", limit.max())
                .figure("period_ms", limit.key().period().toMillis())
                .figure("per", limit.key().per())
                .retryable(refused.retryAfter()));
    }
}
