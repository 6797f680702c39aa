package dev.guardedtool.conformance.actguard;

import dev.guardedtool.Money;
import dev.guardedtool.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import tools.jackson.databind.JsonNode;

/** What a case's tariff makes of usage, in its own units: each part is rounded up, and cached input comes on top. */
record CaseTariff(JsonNode tariff) {

    private static final String PROVIDER = "openai";
    private static final String MODEL = "gpt-4o";

    Usage usage(JsonNode step) {
        JsonNode rates = tariff.path("llm");
        JsonNode own = rates.path("providers")
                .path(step.path("provider").stringValue(PROVIDER))
                .path("models")
                .path(step.path("model").stringValue(MODEL));
        BigDecimal cost = part(step, "input", own, rates.path("default"))
                .add(part(step, "output", own, rates.path("default")))
                .add(part(step, "cached", own, rates.path("default")));
        return new Usage(
                step.path("model").stringValue(MODEL),
                step.get("input").longValue(),
                step.get("output").longValue(),
                0,
                new Money(cost),
                true);
    }

    private static BigDecimal part(JsonNode step, String what, JsonNode own, JsonNode general) {
        BigDecimal tokens = step.path(what).isMissingNode()
                ? BigDecimal.ZERO
                : step.path(what).decimalValue();
        JsonNode million = own.path(what + "_cu_per_1m");
        JsonNode thousand = own.path(what + "_cu_per_1k");
        JsonNode otherwise = general.path(what + "_cu_per_1k");
        BigDecimal exact = !million.isMissingNode()
                ? tokens.multiply(million.decimalValue()).movePointLeft(6)
                : tokens.multiply((thousand.isMissingNode() ? otherwise : thousand).decimalValue())
                        .movePointLeft(3);
        return exact.setScale(0, RoundingMode.CEILING);
    }

    Money cost(JsonNode step) {
        BigDecimal units =
                step.get("usd").decimalValue().multiply(tariff.get("cu_per_usd").decimalValue());
        return new Money(units.setScale(0, RoundingMode.HALF_EVEN));
    }
}
