package dev.guardedtool.budget;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.budget.GatewayAnswer.Exhausted;
import dev.guardedtool.budget.GatewayAnswer.Granted;
import dev.guardedtool.budget.GatewayAnswer.PaymentRequired;
import dev.guardedtool.check.RunView;
import dev.guardedtool.policy.SharedBudgets.Unavailable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the gateway, and says what becomes of its answers. Thread-safe. */
final class Gateway {

    private static final Logger log = LoggerFactory.getLogger(Gateway.class);

    private final BudgetGateway gateway;
    private final Unavailable unavailable;
    private final String owner;
    private final AtomicLong number = new AtomicLong();

    /**
     * Asks that gateway.
     *
     * @param owner begins the keys of requests; no other process has the same
     */
    Gateway(BudgetGateway gateway, Unavailable unavailable, String owner) {
        this.gateway = gateway;
        this.unavailable = unavailable;
        this.owner = owner;
    }

    /**
     * Asks for what is expected to be spent.
     *
     * @param granted is given what was taken
     * @return the objection, or null
     */
    @Nullable
    Decision ask(RunView run, String purpose, Amount expected, Consumer<GatewayClaim> granted) {
        GatewayRequest request = request(run, purpose, expected);
        GatewayAnswer answer;
        try {
            answer = gateway.reserve(request);
        } catch (GatewayUnavailableException e) {
            return withoutAnswer(request, e, e.refused(), granted);
        } catch (RuntimeException e) {
            return withoutAnswer(request, e, false, granted);
        }
        if (answer instanceof Granted reservation) {
            granted.accept(new GatewayClaim(gateway, request, reservation));
            return null;
        }
        return answer instanceof PaymentRequired payment ? paymentRequired(payment) : exhausted((Exhausted) answer);
    }

    /** Whether the other side set something aside cannot be told; it learns of the end of the request in any case. */
    private @Nullable Decision withoutAnswer(
            GatewayRequest request, RuntimeException failure, boolean refused, Consumer<GatewayClaim> granted) {
        GatewayClaim claim = new GatewayClaim(gateway, request, null);
        if (unavailable == Unavailable.ALLOW && !refused) {
            log.warn("The budget gateway gave no answer: {} goes on without one", request.purpose(), failure);
            granted.accept(claim);
            return null;
        }
        log.warn("The budget gateway gave no answer: {} was refused", request.purpose(), failure);
        if (!refused) {
            claim.release();
        }
        Explanation why = Explanation.of(GuardReason.BUDGET_GATEWAY_UNAVAILABLE);
        return Decision.block(refused ? why : why.retryable(null));
    }

    /** Says what was spent without having been asked for. */
    void charge(RunView run, String purpose, Amount used) {
        if (used.micros() > 0) {
            gateway.settle(request(run, purpose, used), null, used);
        }
    }

    private GatewayRequest request(RunView run, String purpose, Amount expected) {
        return new GatewayRequest(owner + "-" + number.incrementAndGet(), run.context(), purpose, expected);
    }

    private static Decision paymentRequired(PaymentRequired payment) {
        Explanation why = Explanation.of(GuardReason.PAYMENT_REQUIRED);
        why = payment.balance() == null ? why : why.figure("balance", payment.balance());
        why = payment.required() == null ? why : why.figure("required", payment.required());
        why = payment.shortfall() == null ? why : why.figure("shortfall", payment.shortfall());
        why = payment.topUp() == null ? why : why.figure("top_up", payment.topUp());
        String missing = payment.shortfall() == null ? "" : " " + payment.shortfall() + " are missing.";
        String where = payment.topUp() == null ? "" : " It can be paid at " + payment.topUp() + ".";
        return Escalations.of(why, "Payment is required before the run can go on." + missing + where);
    }

    private static Decision exhausted(Exhausted answer) {
        return Escalations.of(
                Explanation.of(GuardReason.COST_BUDGET_EXCEEDED)
                        .figure("budget", "gateway")
                        .figure("answer", answer.getClass().getSimpleName()),
                "The budget that the gateway keeps is used up.");
    }
}
