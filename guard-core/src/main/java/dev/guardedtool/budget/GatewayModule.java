package dev.guardedtool.budget;

import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.GuardModule;
import dev.guardedtool.check.OutcomeListener;
import dev.guardedtool.check.RoundCheck;
import dev.guardedtool.check.UsageListener;
import dev.guardedtool.policy.BudgetPolicy;
import dev.guardedtool.policy.Tariff;
import java.util.List;

/** Holds runs to what a gateway grants. */
public final class GatewayModule implements GuardModule {

    private final Prices prices;
    private final Gateway gateway;

    /**
     * Asks that gateway.
     *
     * @param policy what becomes of calls when the gateway does not answer
     * @param tariff what models cost
     * @param owner begins the keys of requests; no other process has the same
     */
    public GatewayModule(BudgetPolicy policy, Tariff tariff, BudgetGateway gateway, String owner) {
        this.prices = new Prices(tariff);
        this.gateway = new Gateway(gateway, policy.shared().gatewayUnavailable(), owner);
    }

    @Override
    public String name() {
        return "budget gateway";
    }

    @Override
    public List<GuardCheck> checks() {
        return List.of(new GatewayCheck(gateway));
    }

    @Override
    public List<RoundCheck> roundChecks() {
        return List.of(new GatewayRoundCheck(prices, gateway));
    }

    @Override
    public List<OutcomeListener> outcomeListeners() {
        return List.of(new GatewaySettlement(prices, gateway));
    }

    @Override
    public List<UsageListener> usageListeners() {
        return List.of(new GatewaySettlement(prices, gateway));
    }
}
