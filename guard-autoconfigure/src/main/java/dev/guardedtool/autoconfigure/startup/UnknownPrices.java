package dev.guardedtool.autoconfigure.startup;

import dev.guardedtool.Money;
import dev.guardedtool.policy.BudgetPolicy;
import dev.guardedtool.policy.BudgetPolicy.Unpriced;
import dev.guardedtool.policy.Tariff;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.prompt.ChatOptions;

/** Finds models without a price where money is limited. A request may name another model, which is not seen here. */
final class UnknownPrices implements StartupCheck {

    private final BudgetPolicy budget;
    private final Tariff tariff;
    private final Clock clock;
    private final Supplier<Stream<ChatModel>> models;

    UnknownPrices(BudgetPolicy budget, Tariff tariff, Clock clock, Supplier<Stream<ChatModel>> models) {
        this.budget = budget;
        this.tariff = tariff;
        this.clock = clock;
        this.models = models;
    }

    @Override
    public List<Finding> findings(List<ToolBean> tools) {
        Money perRun = budget.maxCostPerRun();
        boolean limited =
                perRun != null || budget.shared().limits().stream().anyMatch(limit -> limit.maxCost() != null);
        if (!limited || budget.unpriced() == Unpriced.IGNORE) {
            return List.of();
        }
        return models.get()
                .map(ChatModel::getOptions)
                .filter(Objects::nonNull)
                .map(ChatOptions::getModel)
                .filter(model ->
                        model != null && tariff.priceOf(model, clock.instant()).isEmpty())
                .distinct()
                .sorted()
                .map(this::finding)
                .toList();
    }

    private Finding finding(String model) {
        boolean refused = budget.unpriced() == Unpriced.REFUSE;
        return new Finding(
                refused,
                "Money is limited, but the price of the model '" + model + "' is not known"
                        + (refused ? ", so no run could ask it." : ": what it uses costs nothing."),
                "Set guard.prices.\"[" + model + "]\".input and output.");
    }
}
