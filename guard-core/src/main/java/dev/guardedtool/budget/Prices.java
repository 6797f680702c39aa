package dev.guardedtool.budget;

import dev.guardedtool.Money;
import dev.guardedtool.Usage;
import dev.guardedtool.check.RunView;
import dev.guardedtool.policy.Tariff;
import dev.guardedtool.policy.TokenPrice;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What usage costs under a tariff. A tariff that fails knows nothing. */
record Prices(Tariff tariff) {

    private static final Logger log = LoggerFactory.getLogger(Prices.class);

    /**
     * What usage costs.
     *
     * @param cost the cost, nothing where it is unknown
     * @param known whether it is known
     */
    record Priced(Money cost, boolean known) {}

    Priced of(Usage usage, RunView run) {
        if (usage.cost() != null) {
            return new Priced(usage.cost(), true);
        }
        Optional<TokenPrice> price = price(usage, run);
        return new Priced(price.map(p -> p.of(usage)).orElse(Money.ZERO), usage.reported() && price.isPresent());
    }

    private Optional<TokenPrice> price(Usage usage, RunView run) {
        try {
            return tariff.priceOf(usage.model(), run.now());
        } catch (RuntimeException e) {
            log.error("The tariff failed on the model '{}'", usage.model(), e);
            return Optional.empty();
        }
    }

    /** What it is for the budgets that runs share, without the time that it took. */
    Amount amount(Usage usage, RunView run) {
        long tokens = usage.inputTokens() + Math.min(usage.outputTokens(), Long.MAX_VALUE - usage.inputTokens());
        return new Amount(Amount.micros(of(usage, run).cost()), tokens, 0, 0);
    }
}
