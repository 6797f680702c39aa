package dev.guardedtool.replay.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.signature.ArgumentLimits;
import dev.guardedtool.signature.ArgumentReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EffectWhenSuggestionTests {

    private static final ArgumentReader READER = new ArgumentReader(ArgumentLimits.defaults());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Conflict detected in 'a.md' during push.",
                "Error: no seats left",
                "Order 17 not found.",
                "You should verify your account first. A code has been sent to you.",
                "OTP required",
                "Only the owner (@ann) can invite others.",
                "Your amount exceeds $500. Please confirm.",
                "You have already starred it.",
                "Insufficient funds",
                "the transfer could not be created",
                "{'message': 'Invalid account'}",
                "\n Failed to send",
                "{\"status\":\"error\",\"id\":1}",
                "{\"success\":false}",
                "{\"error\":\"no such order\"}",
                "{\"status\":409}",
                "\"Permission denied\""
            })
    void answersThatRefuse(String answer) {
        assertThat(Answer.of(answer, READER).refused()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Successfully pushed 'a' to 'b'. No conflict was found.",
                "Order created. You will not be charged before May.",
                "The email has been sent successfully.",
                "Room booked. Please bring a passport.",
                "Added with 0 errors",
                "Done without errors",
                "title: Verify the invoice\nowner: Ann",
                "{\"status\":\"cancelled\",\"note\":\"could not wait\"}",
                "{\"success\":true,\"error\":null}",
                "{\"status\":200,\"errors\":[]}",
                "[\"error\"]",
                "None",
                ""
            })
    void answersThatDoNot(String answer) {
        assertThat(Answer.of(answer, READER).refused()).isFalse();
    }

    @Test
    void aWriteThatWasNeverRefusedNeedsNoExpression() {
        ToolSuggestion push = Made.of(
                Made.suggest(Made.run().ok("push", "{}", "Successfully pushed.").done()), "push");

        assertThat(Made.proposed(push, Proposal.EffectWhen.class)).isNull();
    }

    @Test
    void aFlagThatIsAlwaysThereIsAPath() {
        ToolSuggestion send = Made.of(
                Made.suggest(Made.run()
                        .ok("send", "{\"n\":1}", "{\"success\":true}")
                        .ok("send", "{\"n\":2}", "{\"success\":false,\"reason\":\"full\"}")
                        .done()),
                "send");

        assertThat(Made.proposed(send, Proposal.EffectWhen.class))
                .extracting(Proposal.EffectWhen::expression)
                .isEqualTo("#result.success");
    }

    @Test
    void readsGetNoExpression() {
        ToolSuggestion get = Made.of(
                Made.suggest(Made.run().ok("get_user", "{}", "User not found").done()), "get_user");

        assertThat(Made.proposed(get, Proposal.EffectWhen.class)).isNull();
    }

    @Test
    void saysHowManyRepeatsOfARefusedCallWentOtherwise() {
        ToolSuggestion push = Made.of(
                Made.suggest(Made.run()
                        .ok("push", "{}", "Conflict detected.")
                        .ok("resolve", "{}", "ok")
                        .ok("push", "{}", "Successfully pushed.")
                        .done()),
                "push");

        assertThat(Made.proposed(push, Proposal.EffectWhen.class))
                .extracting(Proposal.EffectWhen::evidence)
                .isEqualTo("1 of 2 ok answers refused, 1 of 1 identical repeat after that differed");
    }

    @Test
    void saysWhenRepeatsAfterASuccessGaveOtherAnswers() {
        ToolSuggestion create = Made.of(
                Made.suggest(Made.run()
                        .ok("create_event", "{}", "Event 1 created.")
                        .ok("create_event", "{}", "Event 2 created.")
                        .done()),
                "create_event");

        assertThat(create.remarks()).singleElement().asString().startsWith("1 of 1 identical repeat after a success");
    }

    @Test
    void allWaysOfRefusingTogetherFitIntoAnExpression() {
        Made run = Made.run()
                .ok("push", "{\"n\":1}", "x not found")
                .ok("push", "{\"n\":2}", "denied")
                .ok("push", "{\"n\":3}", "OTP required")
                .ok("push", "{\"n\":4}", "conflict")
                .ok("push", "{\"n\":5}", "failed")
                .ok("push", "{\"n\":6}", "invalid")
                .ok("push", "{\"n\":7}", "not enough")
                .ok("push", "{\"n\":8}", "it was not")
                .ok("push", "{\"n\":9}", "key: value\nother: value")
                .ok("push", "{\"n\":10}", "{\"id\":1}");

        Proposal.EffectWhen when = Made.proposed(Made.of(Made.suggest(run.done()), "push"), Proposal.EffectWhen.class);

        assertThat(when).isNotNull();
        assertThat(when.expression())
                .contains("conflict", "denied", "not found")
                .hasSizeLessThan(1_000);
    }
}
