package dev.guardedtool.demo.compare;

import dev.guardedtool.demo.shop.SideEffects;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came of all scenarios.
 *
 * @param scenarios in the order they were run
 * @param totals over all of them
 */
public record Report(List<Result> scenarios, Totals totals) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    static Report of(List<Result> results) {
        return new Report(
                List.copyOf(results), new Totals(Sum.of(results, Result::without), Sum.of(results, Result::with)));
    }

    /** As JSON, with every decision of the guard. */
    public String toJson() {
        return JSON.writeValueAsString(this) + "\n";
    }

    /** As a table for people, ending with a line that sums it up. */
    public String toTable() {
        return ResultTable.of(this);
    }

    /** One scenario, both ways. */
    record Result(String name, String title, Attempt without, Attempt with) {}

    /** All scenarios, both ways. */
    record Totals(Sum without, Sum with) {}

    /** All scenarios, one way. */
    record Sum(int completed, int modelRounds, int toolCalls, SideEffects sideEffects, BigDecimal cost, int decisions) {

        static Sum of(List<Result> results, Function<Result, Attempt> side) {
            return results.stream()
                    .map(side)
                    .map(attempt -> new Sum(
                            attempt.completed() ? 1 : 0,
                            attempt.modelRounds(),
                            attempt.toolCalls(),
                            attempt.sideEffects(),
                            attempt.cost(),
                            attempt.decisions().size()))
                    .reduce(new Sum(0, 0, 0, SideEffects.NONE, BigDecimal.ZERO, 0), Sum::plus);
        }

        private Sum plus(Sum other) {
            return new Sum(
                    completed + other.completed,
                    modelRounds + other.modelRounds,
                    toolCalls + other.toolCalls,
                    sideEffects.plus(other.sideEffects),
                    cost.add(other.cost),
                    decisions + other.decisions);
        }
    }
}
