package dev.guardedtool.demo.compare;

import dev.guardedtool.demo.agent.SupportAgent;
import dev.guardedtool.demo.cost.Meter;
import dev.guardedtool.demo.cost.Prices;
import dev.guardedtool.demo.script.InvalidScenarioException;
import dev.guardedtool.demo.script.Scenario;
import dev.guardedtool.demo.script.Scenario.Check;
import dev.guardedtool.demo.shop.SideEffects;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Plays one scenario in the context it lives in, which is used for that alone. */
@Component
class Trial {

    /** H2 repeats the whole statement in its messages. */
    private static final Pattern STATEMENT = Pattern.compile("; SQL statement:.*", Pattern.DOTALL);

    private final SupportAgent agent;
    private final JdbcClient jdbc;
    private final Meter meter;
    private final GuardLog log;
    private final Prices prices;

    Trial(SupportAgent agent, JdbcClient jdbc, Meter meter, GuardLog log, Prices prices) {
        this.agent = agent;
        this.jdbc = jdbc;
        this.meter = meter;
        this.log = log;
        this.prices = prices;
    }

    /**
     * Serves the customer and looks at what came of it.
     *
     * @throws InvalidScenarioException if one of the scenario's statements cannot be executed
     */
    Attempt run(Scenario scenario) {
        for (int i = 0; i < scenario.setup().size(); i++) {
            String sql = scenario.setup().get(i);
            execute(scenario, "setup[" + i + "]", () -> jdbc.sql(sql).update());
        }
        String reply = "";
        String failure = null;
        try {
            reply = text(agent.serve(scenario, scenario.user()));
        } catch (RuntimeException failed) {
            failure = Objects.requireNonNullElse(
                    failed.getMessage(), failed.getClass().getSimpleName());
        }
        List<String> unmet = unmet(scenario, reply, failure);
        Meter.Reading reading = meter.read();
        return new Attempt(
                reading.rounds(),
                reading.calls(),
                reading.toolCalls(),
                SideEffects.in(jdbc),
                reading.inputTokens(),
                reading.outputTokens(),
                prices.of(reading).stripTrailingZeros(),
                log.entries(),
                unmet.isEmpty(),
                unmet,
                reply,
                failure);
    }

    private List<String> unmet(Scenario scenario, String reply, @Nullable String failure) {
        List<String> unmet = new ArrayList<>();
        if (failure != null) {
            unmet.add("the request failed");
        } else if (reply.isBlank()) {
            unmet.add("no reply");
        } else if (reply.equals(scenario.giveUp())) {
            unmet.add("the agent gave up");
        } else if (!reply.toLowerCase(Locale.ROOT)
                .contains(scenario.task().reply().toLowerCase(Locale.ROOT))) {
            unmet.add("the reply does not say: " + scenario.task().reply());
        }
        List<Check> checks = scenario.task().checks();
        for (int i = 0; i < checks.size(); i++) {
            Check check = checks.get(i);
            Object value = execute(
                    scenario,
                    "task.checks[" + i + "].sql",
                    () -> jdbc.sql(check.sql()).query().singleValue());
            String found = value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
            if (!found.equals(check.expect())) {
                unmet.add(check.sql() + ": expected " + check.expect() + ", found " + found);
            }
        }
        return unmet;
    }

    private static @Nullable Object execute(Scenario scenario, String field, Query query) {
        try {
            return query.run();
        } catch (DataAccessException wrong) {
            String why = Objects.requireNonNullElse(wrong.getMostSpecificCause().getMessage(), "");
            throw new InvalidScenarioException("scenario '" + scenario.name() + "': " + field + " cannot be executed: "
                    + STATEMENT.matcher(why).replaceFirst(""));
        }
    }

    private static String text(@Nullable ChatResponse response) {
        String text = response == null || response.getResult() == null
                ? null
                : response.getResult().getOutput().getText();
        return text == null ? "" : text;
    }

    @FunctionalInterface
    private interface Query {

        @Nullable
        Object run();
    }
}
