package dev.guardedtool.demo.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guardedtool.demo.DemoApplication;
import dev.guardedtool.demo.launch.SpringLauncher;
import dev.guardedtool.demo.script.InvalidScenarioException;
import dev.guardedtool.demo.script.Scenario;
import dev.guardedtool.demo.script.Scenario.Call;
import dev.guardedtool.demo.script.Scenario.Check;
import dev.guardedtool.demo.script.Scenario.Round;
import dev.guardedtool.demo.script.Scenario.Task;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrialTests {

    @Test
    void preparesTheDatabaseAndSaysWhatIsUnmet() {
        Attempt attempt = run(
                List.of("update orders set total = 10 where id = 'A1001'"),
                new Task("all good", List.of(new Check("select total from orders where id = 'A1001'", "89.00"))),
                new Round(List.of(), "Nothing is good.", List.of(), 1));

        assertThat(attempt.unmet())
                .containsExactly(
                        "the reply does not say: all good",
                        "select total from orders where id = 'A1001': expected 89.00, found 10.00");
        assertThat(attempt.completed()).isFalse();
    }

    @Test
    void reportsARequestThatFailed() {
        Attempt attempt = run(
                List.of(),
                new Task("all good", List.of()),
                new Round(List.of(), "", List.of(new Call("no_such_tool", "{}")), 1));

        assertThat(attempt.failure()).contains("no_such_tool");
        assertThat(attempt.unmet()).containsExactly("the request failed");
    }

    @Test
    void chargesTokensAndCallsByThePriceList() {
        Attempt attempt = run(
                List.of(),
                new Task("done", List.of()),
                new Round(List.of(), "", List.of(new Call("search_kb", "{\"query\":\"refund\"}")), 1),
                new Round(List.of(), "", List.of(new Call("get_order", "{\"orderId\":\"A1001\"}")), 1),
                new Round(List.of(), "Done.", List.of(), 1));

        BigDecimal tokens = BigDecimal.valueOf(3 * attempt.inputTokens() + 15 * attempt.outputTokens(), 6);
        assertThat(attempt.inputTokens()).isPositive();
        assertThat(attempt.outputTokens()).isPositive();
        assertThat(attempt.cost()).isEqualByComparingTo(tokens.add(new BigDecimal("0.03")));
    }

    @Test
    void namesTheStatementThatCannotBeExecuted() {
        Task task = new Task("", List.of(new Check("select 1", "1"), new Check("select nonsense", "1")));

        assertThatThrownBy(() -> run(List.of(), task, new Round(List.of(), "Hi.", List.of(), 1)))
                .isInstanceOf(InvalidScenarioException.class)
                .hasMessage("scenario 'own': task.checks[1].sql cannot be executed: Column \"NONSENSE\" not found");
        assertThatThrownBy(() -> run(List.of("drop it"), task, new Round(List.of(), "Hi.", List.of(), 1)))
                .isInstanceOf(InvalidScenarioException.class)
                .hasMessageStartingWith("scenario 'own': setup[0] cannot be executed: ");
    }

    private static Attempt run(List<String> setup, Task task, Round... rounds) {
        return new Comparison(SpringLauncher.of(DemoApplication.class), step -> {})
                .attempt(
                        new Scenario("own", "Own", "C17", "Hello", setup, task, List.of(rounds), 12, "I give up."),
                        false);
    }
}
