package dev.guardedtool.conformance.actguard;

import tools.jackson.databind.JsonNode;

/** Budgets of nested scopes, with a gateway behind them. */
final class BudgetKind implements CaseKind {

    @Override
    public String guard() {
        return "budget";
    }

    @Override
    public String expected() {
        return "overshoot=28 overshoot+unpriced=3 policy-typo=1 record-failure=2 runs=3 same=22 unpriced=8";
    }

    @Override
    public void play(JsonNode test, Account account) {
        new BudgetCase(test, account).play();
    }
}
