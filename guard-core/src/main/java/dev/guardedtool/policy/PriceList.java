package dev.guardedtool.policy;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Prices by model. A name may end in {@code *}; the longest name that fits wins, an exact one before all.
 *
 * @param prices the prices by model name or beginning of it
 */
public record PriceList(Map<String, TokenPrice> prices) implements Tariff {

    public PriceList {
        prices = Collections.unmodifiableMap(new LinkedHashMap<>(prices));
        for (String name : prices.keySet()) {
            if (name.isBlank() || (name.indexOf('*') >= 0 && name.indexOf('*') < name.length() - 1)) {
                throw new InvalidPolicyException(
                        "prices", "'" + name + "' is not a model name, with * only at its end");
            }
        }
    }

    /** No prices. */
    public static PriceList empty() {
        return new PriceList(Map.of());
    }

    /** One price. */
    public static PriceList of(String model, TokenPrice price) {
        return new PriceList(Map.of(model, price));
    }

    @Override
    public Optional<TokenPrice> priceOf(@Nullable String model, Instant at) {
        return priceOf(model).map(price -> price.at(at));
    }

    /** The price of that model, with its changes, if known; a null model matches only {@code *}. */
    public Optional<TokenPrice> priceOf(@Nullable String model) {
        TokenPrice exact = model == null ? null : prices.get(model);
        if (exact != null) {
            return Optional.of(exact);
        }
        String best = null;
        for (String name : prices.keySet()) {
            if (name.endsWith("*")
                    && (model == null ? "" : model).startsWith(name.substring(0, name.length() - 1))
                    && (best == null || name.length() > best.length())) {
                best = name;
            }
        }
        return Optional.ofNullable(best == null ? null : prices.get(best));
    }
}
