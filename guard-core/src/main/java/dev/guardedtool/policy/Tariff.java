package dev.guardedtool.policy;

import dev.guardedtool.Money;
import dev.guardedtool.ToolName;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says what things cost, in the budget's currency. Thread-safe. It is asked before each question to a model while a run
 * waits, so it answers from memory.
 */
public interface Tariff {

    /** The price of that model's tokens at that time, if known; a null model is one that nobody named. */
    Optional<TokenPrice> priceOf(@Nullable String model, Instant at);

    /** What a call of that tool costs, if known. Asked once, when the tool is first met. */
    default Optional<Money> costOf(ToolName tool) {
        return Optional.empty();
    }

    /** What this tariff says, and where it says nothing, what the other says. */
    default Tariff or(Tariff other) {
        Tariff first = this;
        return new Tariff() {
            @Override
            public Optional<TokenPrice> priceOf(@Nullable String model, Instant at) {
                return first.priceOf(model, at).or(() -> other.priceOf(model, at));
            }

            @Override
            public Optional<Money> costOf(ToolName tool) {
                return first.costOf(tool).or(() -> other.costOf(tool));
            }
        };
    }
}
