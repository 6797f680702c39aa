package dev.guardedtool.replay;

import static dev.guardedtool.replay.Given.call;
import static dev.guardedtool.replay.Given.failed;
import static dev.guardedtool.replay.Given.ok;
import static dev.guardedtool.replay.Given.said;
import static dev.guardedtool.replay.Recorded.file;
import static dev.guardedtool.replay.Recorded.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Usage;
import dev.guardedtool.replay.Recorded.Reading;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chats in OpenAI's format. */
class ChatTests {

    private static final String ASK = "{\"role\":\"user\",\"content\":\"Where is it?\"}";

    @TempDir
    Path folder;

    private RecordedRun chat(String... messages) {
        return line("{\"messages\":[" + String.join(",", messages) + "]}");
    }

    private RecordedRun line(String line) {
        return read(file(folder, "chats.jsonl", line)).only();
    }

    private static RecordedEvent user(String text) {
        return new RecordedEvent.UserText(text);
    }

    private static RecordedEvent other(String type) {
        return new RecordedEvent.Other(type);
    }

    private static String toolCall(String id, String tool, String arguments) {
        return "{\"id\":\"%s\",\"type\":\"function\",\"function\":{\"name\":\"%s\",\"arguments\":\"%s\"}}"
                .formatted(id, tool, arguments.replace("\"", "\\\""));
    }

    private static String calls(String... calls) {
        return "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[" + String.join(",", calls) + "]}";
    }

    private static String answer(String id, String content) {
        return "{\"role\":\"tool\",\"tool_call_id\":\"" + id + "\",\"content\":\"" + content + "\"}";
    }

    @Test
    void aChatIsARunThatNobodyJudged() {
        RecordedRun run = line(
                "{\"id\":\"chat-7\",\"model\":\"gpt\",\"success\":true,\"tools\":[{\"type\":\"function\"}],"
                        + "\"messages\":[{\"role\":\"system\",\"content\":\"Be nice.\"},"
                        + "{\"content\":\"Hi\",\"role\":\"user\",\"name\":\"ann\"},"
                        + "{\"role\":\"assistant\",\"content\":\"Hello\",\"weight\":0},{\"role\":\"developer\",\"content\":\"x\"}]}");

        assertThat(run)
                .isEqualTo(new RecordedRun(
                        "chats",
                        "chat-7",
                        "gpt",
                        null,
                        List.of(other("system"), user("Hi"), said("Hello"), other("developer"))));
    }

    @Test
    void aChatWithoutAnIdIsNamedAfterFileAndLine() {
        Reading reading = read(file(folder, "chats.jsonl", "", "[" + ASK + "]", "{\"id\":12,\"messages\":[]}"));

        assertThat(reading.runs()).extracting(RecordedRun::runId).containsExactly("chats:2", "12");
        assertThat(reading.runs().get(0).events()).containsExactly(user("Where is it?"));
    }

    @Test
    void parallelCallsAreFollowedByTheirResults() {
        RecordedRun run = chat(
                ASK,
                calls(
                        toolCall("1", "find", "{\"id\":1}"),
                        toolCall("2", "find", "{\"id\":2}"),
                        toolCall("3", "look", "")),
                answer("2", "two"),
                answer("1", "one"),
                "{\"role\":\"assistant\",\"content\":\"Here.\"}");

        assertThat(run.events())
                .containsExactly(
                        user("Where is it?"),
                        call("find", "{\"id\":1}"),
                        ok("one"),
                        call("find", "{\"id\":2}"),
                        ok("two"),
                        call("look", ""),
                        said("Here."));
    }

    @Test
    void whatIsSaidBesideACallComesBeforeIt() {
        RecordedRun run = chat(
                "{\"tool_calls\":[" + toolCall("1", "find", "{}")
                        + "],\"content\":\"One moment.\",\"role\":\"assistant\"}",
                answer("1", "one"));

        assertThat(run.events()).containsExactly(said("One moment."), call("find", "{}"), ok("one"));
    }

    @Test
    void idsMayComeAgain() {
        RecordedRun run = chat(
                calls(toolCall("call_0", "find", "{}")),
                answer("call_0", "first"),
                calls(toolCall("call_0", "given_up", "{}")),
                calls(toolCall("call_0", "find", "{}")),
                answer("call_0", "second"));

        assertThat(run.events())
                .containsExactly(
                        call("find", "{}"), ok("first"), call("given_up", "{}"), call("find", "{}"), ok("second"));
    }

    @Test
    void aLateAnswerStillBelongsToItsCall() {
        RecordedRun run = chat(calls(toolCall("1", "find", "{}")), ASK, answer("1", "late"), answer("1", "twice"));

        assertThat(run.events()).containsExactly(call("find", "{}"), ok("late"), user("Where is it?"), other("tool"));
    }

    @Test
    void anAnswerToNothingIsNoResult() {
        RecordedRun run = chat(calls(toolCall("1", "find", "{}")), answer("2", "of another chat"));

        assertThat(run.events()).containsExactly(call("find", "{}"), other("tool"));
    }

    @Test
    void answersWithoutIdsComeInTheOrderOfTheCalls() {
        RecordedRun run = chat(
                calls(toolCall("1", "a", "{}"), toolCall("2", "b", "{}"), toolCall("3", "b", "{}")),
                "{\"role\":\"tool\",\"name\":\"b\",\"content\":\"b1\"}",
                "{\"role\":\"tool\",\"content\":\"a1\"}",
                "{\"role\":\"tool\",\"content\":\"b2\"}",
                "{\"role\":\"tool\",\"content\":\"nobody's\"}");

        assertThat(run.events())
                .containsExactly(
                        call("a", "{}"), ok("a1"), call("b", "{}"), ok("b1"), call("b", "{}"), ok("b2"), other("tool"));
    }

    @Test
    void olderFunctionCallsAreCallsToo() {
        RecordedRun run = chat(
                "{\"role\":\"assistant\",\"content\":null,\"function_call\":{\"name\":\"find\",\"arguments\":\"{\\\"a\\\":1}\"}}",
                "{\"role\":\"function\",\"name\":\"find\",\"content\":\"found\"}",
                "{\"role\":\"function\",\"name\":\"other\",\"content\":\"stray\"}",
                "{\"role\":\"assistant\",\"content\":\"Done\",\"function_call\":null,\"tool_calls\":null}");

        assertThat(run.events())
                .containsExactly(call("find", "{\"a\":1}"), ok("found"), other("function"), said("Done"));
    }

    @Test
    void argumentsMayBeAnObject() {
        RecordedRun run =
                chat("{\"role\":\"assistant\",\"tool_calls\":[{\"function\":{\"name\":\"a\",\"arguments\":{\"n\": 1}}},"
                        + "{\"function\":{\"name\":\"b\"}}]}");

        assertThat(run.events()).containsExactly(call("a", "{\"n\": 1}"), call("b", "{}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"text\"                                                                       | text",
                "null                                                                           | ''",
                "\"\"                                                                           | ''",
                "[]                                                                             | ''",
                "[{\"type\":\"text\",\"text\":\"a\"},\"b\",7,{\"type\":\"input_text\",\"text\":\"c\"}] | a/b/c",
                "[{\"type\":\"image_url\",\"image_url\":{\"url\":\"text\"}},{\"type\":\"refusal\",\"refusal\":\"no\"}] | no",
            })
    void contentIsTextOrNothingOrParts(String content, String text) {
        RecordedRun run = chat(
                "{\"role\":\"user\",\"content\":" + content + "}",
                "{\"role\":\"assistant\",\"content\":" + content + "}",
                calls(toolCall("1", "a", "{}")),
                "{\"role\":\"tool\",\"tool_call_id\":\"1\",\"content\":" + content + "}");

        String expected = text.replace('/', '\n');
        assertThat(run.events()).containsExactly(user(expected), said(expected), call("a", "{}"), ok(expected));
    }

    @Test
    void aRefusalIsSomethingTheAssistantSays() {
        assertThat(chat("{\"role\":\"assistant\",\"content\":null,\"refusal\":\"I cannot.\"}")
                        .events())
                .containsExactly(said("I cannot."));
    }

    @Test
    void aLoggedExchangeEndsWithTheAnswer() {
        String request = "{\"model\":\"gpt\",\"messages\":[" + ASK + "]}";
        String response = "{\"id\":\"x\",\"choices\":[{\"index\":0,\"message\":" + calls(toolCall("1", "find", "{}"))
                + ",\"finish_reason\":\"tool_calls\"},{\"message\":{\"role\":\"assistant\",\"content\":\"second\"}}],"
                + "\"model\":\"gpt-1\",\"usage\":{\"prompt_tokens\":20,\"completion_tokens\":5,\"total_tokens\":25,"
                + "\"prompt_tokens_details\":{\"cached_tokens\":8,\"audio_tokens\":0}}}";
        List<RecordedEvent> events = List.of(
                user("Where is it?"),
                new RecordedEvent.ModelUsage(new Usage("gpt-1", 20, 5, 8, null, true)),
                call("find", "{}"));

        RecordedRun run = line("{\"id\":\"log-1\",\"request\":" + request + ",\"response\":" + response + "}");
        RecordedRun reversed = line("{\"response\":" + response + ",\"messages\":[" + ASK + "],\"request\":null}");

        assertThat(run).isEqualTo(new RecordedRun("chats", "log-1", "gpt-1", null, events));
        assertThat(reversed.events()).isEqualTo(events);
    }

    @Test
    void aFailedExchangeIsWhatWasAskedFor() {
        RecordedRun run = line("{\"messages\":[" + ASK + "],\"response\":{\"error\":{\"code\":429},\"choices\":null}}");

        assertThat(run.events()).containsExactly(user("Where is it?"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"error\":\"not found\"}                                  | error",
                "{\"error\":\"not_found\"}                                  | not_found",
                "{\"error\":{\"code\":429,\"message\":\"slow down\"}}       | 429",
                "{\"error\":{\"type\":\"rate_limit\",\"message\":\"m m\"}}  | rate_limit",
                "{\"error\":\"no such order\",\"status\":404}               | 404",
                "{\"ok\":false,\"error\":true}                              | error",
                "{\"error\":{\"details\":[1]}}                              | error",
                "{\"isError\":true,\"content\":[{\"text\":\"boom\"}]}       | error",
                "{\"is_error\":true}                                        | error",
            })
    void anErrorObjectIsAFailure(String text, String error) {
        assertThat(ToolMessage.result(text)).isEqualTo(failed(error, text));
        assertThat(ToolMessage.result(" \n" + text + "\n").ok()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Error: not found",
                "no errors",
                "{\"error\":null,\"id\":1}",
                "{\"error\":false}",
                "{\"error\":\"\"}",
                "{\"error\":{}}",
                "{\"error\":0}",
                "{\"errors\":\"many\"}",
                "{\"error\":\"page 2 is missing\",\"rows\":[1,2]}",
                "{\"result\":{\"error\":\"nested\"}}",
                "{\"isError\":false,\"content\":[]}",
                "{\"message\":\"an error\"}",
                "{\"error\":\"cut off",
                "{\"error\":\"two\"} {\"error\":\"objects\"}",
                "{error}",
                "[{\"error\":\"in a list\"}]",
            })
    void everythingElseIsASuccess(String text) {
        assertThat(ToolMessage.result(text)).isEqualTo(ok(text));
    }

    @Test
    void malformedChatsAreReportedAndSkipped() {
        Reading reading = read(file(
                folder,
                "chats.jsonl",
                "{\"messages\":[\"hi\"]}",
                "{\"messages\":{}}",
                "{\"messages\":[" + ASK + "," + calls("{\"id\":\"1\",\"type\":\"function\",\"function\":{}}") + "]}",
                "[[]]",
                "[" + ASK,
                "[" + ASK + "]"));

        assertThat(reading.runs()).hasSize(1);
        assertThat(reading.malformed())
                .extracting(MalformedLine::line, MalformedLine::reason)
                .satisfiesExactly(
                        first -> assertThat(first.toList())
                                .containsExactly(1L, "has a message that is no object: message 0"),
                        second -> assertThat(second.toList()).containsExactly(2L, "has neither events nor messages"),
                        third -> assertThat(third.toList())
                                .containsExactly(3L, "has a tool call without a name: message 1"),
                        fourth -> assertThat(fourth.toList())
                                .containsExactly(4L, "has a message that is no object: message 0"),
                        fifth -> assertThat(fifth.toList().get(0)).isEqualTo(5L));
    }

    @Test
    void bothFormatsMayStandInOneFile() {
        Reading reading = read(file(folder, "mixed.jsonl", "[" + ASK + "]", Recorded.run("r"), "{\"messages\":[]}"));

        assertThat(reading.runs()).extracting(RecordedRun::dataset).containsExactly("mixed", "set", "mixed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"custom_id\":\"c\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":%s}",
                "{\"request\":{\"method\":\"POST\",\"body\":%s},\"response\":{\"status_code\":200,\"body\":{\"choices\":[]}}}",
            })
    void requestsMayBeTheBodyOfWhatWasLogged(String line) {
        String request = "{\"model\":\"gpt-x\",\"messages\":[" + ASK + "," + calls(toolCall("a", "look", "{}")) + ","
                + answer("a", "here") + "]}";

        RecordedRun run = line(line.formatted(request));

        assertThat(run.model()).isEqualTo("gpt-x");
        assertThat(run.events()).containsExactly(user("Where is it?"), call("look", "{}"), ok("here"));
    }

    @Test
    void responsesMayBeTheBodyOfWhatWasLogged() {
        RecordedRun run = line("{\"id\":\"batch_1\",\"response\":{\"status_code\":200,\"body\":{\"model\":\"gpt-x\","
                + "\"choices\":[{\"index\":0,\"message\":" + calls(toolCall("a", "look", "{}"))
                + "}],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2}}},\"error\":null}");

        assertThat(run.runId()).isEqualTo("batch_1");
        assertThat(run.events())
                .containsExactly(new RecordedEvent.ModelUsage(Usage.of("gpt-x", 5, 2)), call("look", "{}"));
    }

    @Test
    void aListOfChatsIsNoChat() {
        Reading reading =
                read(file(folder, "chats.jsonl", "[{\"messages\":[" + ASK + "]},{\"messages\":[" + ASK + "]}]"));

        assertThat(reading.runs()).isEmpty();
        assertThat(reading.malformed())
                .extracting(MalformedLine::reason)
                .containsExactly("has a message without a role: message 0");
    }
}
