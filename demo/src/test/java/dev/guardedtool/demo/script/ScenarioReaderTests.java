package dev.guardedtool.demo.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guardedtool.demo.script.Scenario.Call;
import dev.guardedtool.demo.script.Scenario.Check;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioReaderTests {

    private static final String GOOD = """
            {"name": "a", "customer": "C17", "user": "Hello", "task": {"reply": "hi"}, "rounds": [{"text": "Hi."}]}""";

    @Test
    void fillsInWhatMayBeLeftOut() {
        Scenario scenario =
                ScenarioReader.read("{\"scenarios\": [" + GOOD + "]}").get(0);

        assertThat(scenario.title()).isEqualTo("a");
        assertThat(scenario.maxRounds()).isEqualTo(12);
        assertThat(scenario.setup()).isEmpty();
        assertThat(scenario.task().checks()).isEmpty();
        assertThat(scenario.giveUp()).isNotBlank();
        assertThat(scenario.rounds()).singleElement().satisfies(round -> {
            assertThat(round.when()).isEmpty();
            assertThat(round.repeat()).isEqualTo(1);
        });
    }

    @Test
    void keepsArgumentsAsTheyAreSpelt() {
        Scenario scenario = ScenarioReader.read("""
                {"scenarios": [{"name": "a", "customer": "C17", "user": "Hello", "task": {"reply": "hi"}, "rounds": [
                  {"calls": [{"tool": "refund", "args": {"amount": 40.00, "orderId": "A1"}},
                             {"tool": "refund", "args": "{not json"}]}]}]}""").get(0);

        assertThat(scenario.rounds().get(0).calls())
                .containsExactly(
                        new Call("refund", "{\"amount\":40.00,\"orderId\":\"A1\"}"), new Call("refund", "{not json"));
    }

    @Test
    void takesTheExpectedValueOfACheckAsText() {
        Scenario scenario = ScenarioReader.read("""
                {"scenarios": [{"name": "a", "customer": "C17", "user": "Hello", "rounds": [{"text": "Hi."}],
                  "task": {"checks": [{"sql": "select 1", "expect": 1}, {"sql": "select true", "expect": true}]}}]}""").get(0);

        assertThat(scenario.task().checks())
                .containsExactly(new Check("select 1", "1"), new Check("select true", "true"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                                                        | the file must be an object
            {"scenarios": []}                                         | scenarios must not be empty
            {"scenario": []}                                          | scenario is not a known field
            {}                                                        | scenarios is missing
            {"scenarios": [1]}                                        | scenarios[0] must be an object
            {"scenarios": [{"title": "b"}]}                           | scenarios[0].name is missing
            {"scenarios": [{"name": " "}]}                            | scenarios[0].name must be a text that is not blank
            {"scenarios": [{"name": "b"}]}                            | scenario 'b': customer is missing
            """)
    void namesTheFieldOfABrokenFile(String json, String complaint) {
        assertThatThrownBy(() -> ScenarioReader.read(json))
                .isInstanceOf(InvalidScenarioException.class)
                .hasMessage(complaint);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "task": {"reply": "hi"}        | "task": {}                             | task must have a reply or checks
            "task": {"reply": "hi"}        | "task": {"checks": [{"sql": "x"}]}     | task.checks[0].expect is missing
            "task": {"reply": "hi"}        | "task": {"checks": {}}                 | task.checks must be a list
            [{"text": "Hi."}]              | []                                     | rounds must not be empty
            [{"text": "Hi."}]              | [{"when": "x"}]                        | rounds[0] must have a text or calls
            [{"text": "Hi."}]              | [{"text": "Hi.", "repeat": 0}]         | rounds[0].repeat must be a whole number of at least 1
            [{"text": "Hi."}]              | [{"text": "Hi.", "when": [1]}]         | rounds[0].when must be a text or a list of texts that are not blank
            [{"text": "Hi."}]              | [{"txt": "Hi."}]                       | rounds[0].txt is not a known field
            [{"text": "Hi."}]              | [{"calls": []}]                        | rounds[0].calls must not be empty
            [{"text": "Hi."}]              | [{"calls": [{"args": {}}]}]            | rounds[0].calls[0].tool is missing
            [{"text": "Hi."}]              | [{"calls": [{"tool": "a", "args": 1}]}] | rounds[0].calls[0].args must be an object, or a text that is passed on as it is
            """)
    void namesTheScenarioAndTheField(String good, String bad, String complaint) {
        String json = "{\"scenarios\": [" + GOOD.replace(good, bad) + "]}";

        assertThatThrownBy(() -> ScenarioReader.read(json))
                .isInstanceOf(InvalidScenarioException.class)
                .hasMessage("scenario 'a': " + complaint);
    }

    @Test
    void refusesTwoScenariosOfOneName() {
        assertThatThrownBy(() -> ScenarioReader.read("{\"scenarios\": [" + GOOD + "," + GOOD + "]}"))
                .hasMessage("scenarios[1].name 'a' is taken by another scenario");
    }

    @Test
    void saysWhereAFileStopsBeingJson() {
        assertThatThrownBy(() -> ScenarioReader.read("{\"scenarios\":\n [}"))
                .isInstanceOf(InvalidScenarioException.class)
                .hasMessageStartingWith("not JSON, line 2, column 3");
    }
}
