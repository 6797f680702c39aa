package dev.guardedtool.demo.cost;

import java.math.BigDecimal;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The price list of the demo, in dollars. It is applied to every run alike, guarded or not.
 *
 * @param input a million tokens read
 * @param output a million tokens written
 * @param call a tool call of which nothing else is said
 * @param calls a call of each tool
 */
@ConfigurationProperties("demo.prices")
public record Prices(
        @DefaultValue("3") BigDecimal input,
        @DefaultValue("15") BigDecimal output,
        @DefaultValue("0") BigDecimal call,
        @DefaultValue Map<String, BigDecimal> calls) {

    private static final int MILLION = 6;

    /** What that consumption costs, exactly. */
    public BigDecimal of(Meter.Reading reading) {
        BigDecimal tokens = input.multiply(BigDecimal.valueOf(reading.inputTokens()))
                .add(output.multiply(BigDecimal.valueOf(reading.outputTokens())))
                .movePointLeft(MILLION);
        return reading.toolCalls().entrySet().stream()
                .map(used -> calls.getOrDefault(used.getKey(), call).multiply(BigDecimal.valueOf(used.getValue())))
                .reduce(tokens, BigDecimal::add);
    }
}
