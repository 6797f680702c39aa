package dev.guardedtool.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Effect;
import dev.guardedtool.ToolName;
import dev.guardedtool.autoconfigure.expression.SpelExpressionCompiler;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.ToolPolicy;
import dev.guardedtool.replay.RecordedEvent;
import dev.guardedtool.replay.RecordedRun;
import dev.guardedtool.replay.Replay;
import dev.guardedtool.replay.suggest.Suggestion;
import dev.guardedtool.replay.suggest.Suggestions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.support.GenericApplicationContext;

/** What is suggested from recorded runs can be put into an application's configuration as it is. */
class SuggestedYamlTests {

    private static GuardPolicy bound(String yaml) {
        try (GenericApplicationContext application = new GenericApplicationContext()) {
            Yaml.of(yaml).initialize(application);
            return Binder.get(application.getEnvironment())
                    .bindOrCreate("guard", GuardProperties.class)
                    .policy();
        }
    }

    private static void call(List<RecordedEvent> events, String tool, String arguments, String answer) {
        events.add(new RecordedEvent.Call(ToolName.of(tool), arguments));
        events.add(new RecordedEvent.Result(true, answer, null));
    }

    private static Suggestion suggest(int runs, boolean success, List<RecordedEvent> events) {
        Suggestions suggestions = new Suggestions();
        for (int i = 0; i < runs; i++) {
            suggestions.add(new RecordedRun("set", "run" + i, null, success, events));
        }
        return suggestions.suggest();
    }

    @Test
    void everyProposalBinds() {
        List<RecordedEvent> successful = new ArrayList<>();
        call(successful, "push", "{}", "Conflict detected.");
        call(successful, "pay", "{\"n\":1}", "{\"success\":false}");
        call(successful, "search", "{\"query\":\"red shoes\",\"q\":\"red shoes\"}", "a");
        call(successful, "search", "{\"query\":\"blue shoes\",\"q\":\"blue shoes\"}", "b");
        call(successful, "search", "{\"query\":\"green hats\",\"q\":\"green hats\"}", "c");
        List<RecordedEvent> failed = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            call(successful, "get_inbox", "{}", "mails " + i);
            call(failed, "search", "{}", "a");
        }
        Suggestions suggestions = new Suggestions();
        for (int i = 0; i < 40; i++) {
            suggestions.add(new RecordedRun("set", "s" + i, null, true, successful));
            suggestions.add(new RecordedRun("set", "f" + i, null, false, failed));
        }
        Suggestion suggestion = suggestions.suggest();

        GuardPolicy policy = bound(suggestion.toYaml());

        assertThat(policy.tools()).isEqualTo(suggestion.policies());
        assertThat(policy.tools().get(ToolName.of("push")).effects().when()).contains("conflict");
        assertThat(policy.tools().get(ToolName.of("pay")).effects().when()).isEqualTo("#result.success");
        assertThat(policy.tools().get(ToolName.of("search")).repeats().queryArgs())
                .containsExactly("q", "query");
        assertThat(policy.tools().get(ToolName.of("search")).limits().maxCalls())
                .isEqualTo(8);
        assertThat(policy.tools().get(ToolName.of("get_inbox")).repeats().cache())
                .isFalse();
        assertThat(policy.loops().repeat().pollLimit()).isEqualTo(40);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get_a.b",
                "get a",
                "get:a",
                "get-a",
                "getA",
                "GET_A",
                "get_#a",
                "get_a # b",
                "get_\"a\"",
                "get_'a'",
                "get_\\a",
                "get_\u00e9\u9001\u91d1",
                "get_\ud83d\ude00",
                "get_${user.home}",
                "get_#{1}",
                "get_a\nb",
                "get_a\tb",
                "get_\u0000",
                "get_a[0]",
                "get_[",
                "get_]",
                "get_a]b[c",
                "- get_a",
                "? get_a",
                "& get_a",
                "* get_a",
                "! get_a",
                "%get_a",
                "@get_a",
                "`get_a",
                "{get_a}",
                "get_a: b",
                "get_\u2028",
                "get_\ufeffa",
                "get_\ud800",
                "get_a ",
                " get_a",
                "get_a.",
                ".get_a",
                "get_a..b",
                "get_a,b",
                "get_a/b",
                "get_a%20b",
                "get_a=b",
                "get_a;b",
                "get_a|b",
                "get_a>b",
                "get_a~b",
                "get_a\u007f",
                "get_a\u0085b"
            })
    void namesOfAnyKindBindOrAreLeftToAComment(String name) {
        List<RecordedEvent> events = new ArrayList<>();
        call(events, name, "{}", "a");
        call(events, "get_plain", "{}", "a");
        Suggestion suggestion = suggest(1, true, events);
        assertThat(suggestion.policies()).hasSize(2);

        Map<ToolName, ToolPolicy> tools = bound(suggestion.toYaml()).tools();

        if (name.matches("[^\\[\\]]*")) {
            assertThat(tools).isEqualTo(suggestion.policies());
        } else {
            assertThat(tools).containsOnlyKeys(ToolName.of("get_plain"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "no", "null", "true", "on", "1", "1e3", "~", "0x1F", "2001-01-01", "<<", "="})
    void wordsWithAMeaningInYamlStayNames(String name) {
        List<RecordedEvent> events = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            call(events, name, "{\"n\":" + i + "}", "Member " + i + " has been added.");
        }
        Suggestion suggestion = suggest(1, true, events);

        assertThat(bound(suggestion.toYaml()).tools()).containsOnlyKeys(ToolName.of(name));
    }

    @Test
    void whereNothingIsProposedTheDefaultsStay() {
        assertThat(bound(new Suggestions().suggest().toYaml()))
                .hasToString(bound("").toString());
    }

    private static final String[] REFUSALS = {
        "Conflict detected in 'a.md'.",
        "{'message': 'Repository not found'}",
        "OTP required",
        "Repository: permission denied",
        "{\"success\":false}",
        "{\"id\":1,\"status\":404}",
        "{\"error\":\"it isn't there\"}",
        "{\"status\":\"Failed\",\"id\":2}"
    };

    private static final String[] EFFECTS = {
        "Successfully pushed. No conflict was found.",
        "title: Verify that nothing is missing\nowner: Ann",
        "{\"success\":true,\"error\":null,\"note\":\"not found before\"}",
        "{\"status\":\"done\",\"errors\":[]}",
        "[\"error\"]",
        "12",
        "true",
        "null",
        "None",
        "",
    };

    @Test
    void oneExpressionJudgesAnswersOfAllShapes() {
        List<RecordedEvent> events = new ArrayList<>();
        Stream.concat(Arrays.stream(REFUSALS), Arrays.stream(EFFECTS))
                .forEach(answer -> call(events, "push", "{}", answer));
        ToolPolicy push = suggest(1, true, events).policies().get(ToolName.of("push"));

        assertThat(REFUSALS)
                .allSatisfy(answer -> assertThat(happened(push, answer)).isEqualTo(RUNS));
        assertThat(EFFECTS)
                .allSatisfy(answer -> assertThat(happened(push, answer)).isEqualTo("idempotent_replay"));
    }

    @Test
    void anEndlessAnswerIsJudgedByItsBeginning() {
        List<RecordedEvent> events = new ArrayList<>();
        call(events, "push", "{}", "Conflict");
        ToolPolicy push = suggest(1, true, events).policies().get(ToolName.of("push"));

        assertThat(happened(push, "only no a ".repeat(9_000))).isEqualTo("idempotent_replay");
        assertThat(happened(push, "Conflict " + "only no a ".repeat(9_000))).isEqualTo(RUNS);
    }

    private static final String RUNS = "it runs";

    /** Why a call that must happen once is not run again after that answer. */
    private static String happened(ToolPolicy said, String answer) {
        ToolPolicy once = ToolPolicy.builder().effect(Effect.ONCE).build().over(said);
        List<RecordedEvent> events = new ArrayList<>();
        call(events, "push", "{}", answer);
        call(events, "push", "{}", "another");
        Replay replay = Replay.builder(GuardPolicy.defaults().withTools(Map.of(ToolName.of("push"), once)))
                .expressions(new SpelExpressionCompiler())
                .build();
        return replay.replay(new RecordedRun("set", "run", null, true, events)).decisions().stream()
                .map(decision -> decision.reason().code())
                .findFirst()
                .orElse(RUNS);
    }
}
