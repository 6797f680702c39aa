package dev.guardedtool.demo.script;

import dev.guardedtool.demo.script.Scenario.Call;
import dev.guardedtool.demo.script.Scenario.Check;
import dev.guardedtool.demo.script.Scenario.Round;
import dev.guardedtool.demo.script.Scenario.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads scenarios and complains about everything it does not understand. */
final class ScenarioReader {

    static final int MAX_ROUNDS = 12;
    static final String GIVE_UP = "I am sorry, I could not resolve this. A colleague will contact you.";

    // Amounts keep their spelling: 40.00 and 40 are different texts for the same refund.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final Set<String> SCENARIO =
            Set.of("name", "title", "customer", "user", "setup", "task", "rounds", "maxRounds", "giveUp");

    private ScenarioReader() {}

    /**
     * The scenarios of one file, in order.
     *
     * @throws InvalidScenarioException naming the scenario and the field that is wrong
     */
    static List<Scenario> read(String json) {
        Fields file = Fields.of(parse(json), "", "", Set.of("scenarios"));
        List<Scenario> scenarios = new ArrayList<>();
        for (Fields unnamed : file.objects("scenarios", SCENARIO)) {
            Scenario scenario = scenario(unnamed);
            if (scenarios.stream().anyMatch(other -> other.name().equals(scenario.name()))) {
                throw unnamed.wrong("name", "'" + scenario.name() + "' is taken by another scenario");
            }
            scenarios.add(scenario);
        }
        if (scenarios.isEmpty()) {
            throw file.wrong("scenarios", "must not be empty");
        }
        return List.copyOf(scenarios);
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException broken) {
            var place = broken.getLocation();
            throw new InvalidScenarioException("not JSON, line " + place.getLineNr() + ", column " + place.getColumnNr()
                    + ": " + broken.getOriginalMessage().lines().findFirst().orElse(""));
        }
    }

    private static Scenario scenario(Fields unnamed) {
        String name = unnamed.text("name");
        Fields fields = unnamed.named(name);
        return new Scenario(
                name,
                fields.text("title", name),
                fields.text("customer"),
                fields.text("user"),
                fields.texts("setup"),
                task(fields.object("task", Set.of("reply", "checks"))),
                rounds(fields),
                fields.positive("maxRounds", MAX_ROUNDS),
                fields.text("giveUp", GIVE_UP));
    }

    private static Task task(Fields fields) {
        if (!fields.has("reply") && !fields.has("checks")) {
            throw fields.wrong("", "must have a reply or checks");
        }
        List<Check> checks = new ArrayList<>();
        if (fields.has("checks")) {
            for (Fields check : fields.objects("checks", Set.of("sql", "expect"))) {
                JsonNode expect = check.get("expect");
                if (!expect.isValueNode()) {
                    throw check.wrong("expect", "must be a single value");
                }
                checks.add(new Check(check.text("sql"), expect.asString()));
            }
        }
        return new Task(fields.text("reply", ""), checks);
    }

    private static List<Round> rounds(Fields fields) {
        List<Round> rounds = new ArrayList<>();
        for (Fields round : fields.objects("rounds", Set.of("when", "text", "calls", "repeat"))) {
            if (!round.has("text") && !round.has("calls")) {
                throw round.wrong("", "must have a text or calls");
            }
            rounds.add(
                    new Round(round.texts("when"), round.text("text", ""), calls(round), round.positive("repeat", 1)));
        }
        if (rounds.isEmpty()) {
            throw fields.wrong("rounds", "must not be empty");
        }
        return rounds;
    }

    private static List<Call> calls(Fields round) {
        if (!round.has("calls")) {
            return List.of();
        }
        List<Call> calls = new ArrayList<>();
        for (Fields call : round.objects("calls", Set.of("tool", "args"))) {
            JsonNode args = call.get("args");
            if (!args.isObject() && !args.isString()) {
                throw call.wrong("args", "must be an object, or a text that is passed on as it is");
            }
            calls.add(new Call(call.text("tool"), args.isString() ? args.stringValue() : args.toString()));
        }
        if (calls.isEmpty()) {
            throw round.wrong("calls", "must not be empty");
        }
        return calls;
    }
}
