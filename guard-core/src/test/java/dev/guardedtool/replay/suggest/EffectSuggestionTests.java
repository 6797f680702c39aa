package dev.guardedtool.replay.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Effect;
import org.junit.jupiter.api.Test;

class EffectSuggestionTests {

    @Test
    void aNameThatSaysWhatTheToolDoesIsEnough() {
        Suggestion suggestion = Made.suggest(Made.run()
                .ok("get_user", "{}", "Ann")
                .ok("delete_user", "{}", "gone")
                .done());

        assertThat(Made.of(suggestion, "get_user").effect()).isEqualTo(Effect.READ);
        assertThat(Made.of(suggestion, "delete_user").effect()).isEqualTo(Effect.WRITE);
    }

    @Test
    void answersThatTellOfAChangeMakeAWriteOfAToolWithoutAVerb() {
        Suggestion suggestion = Made.suggest(Made.run()
                .ok("membership", "{\"n\":1}", "Member 1 has been added.")
                .ok("membership", "{\"n\":2}", "Member 2 has been added.")
                .ok("membership", "{\"n\":3}", "Member 3 has been added.")
                .done());

        assertThat(Made.of(suggestion, "membership").effect()).isEqualTo(Effect.WRITE);
    }

    @Test
    void readsThatDifferAfterItMakeAWriteOfAToolWithoutAVerb() {
        Made run = Made.run();
        for (int i = 0; i < 4; i++) {
            run.ok("get_lamp", "{}", "state " + i).ok("lamp", "{\"to\":" + i + "}", "ok");
        }

        ToolSuggestion lamp = Made.of(Made.suggest(run.done()), "lamp");

        assertThat(lamp.effect()).isEqualTo(Effect.WRITE);
        assertThat(lamp.proposals().get(0).evidence()).contains("3 of 3 identical reads differed after it");
    }

    @Test
    void readersWhoseAnswersChangeByThemselvesProveNothing() {
        Made run = Made.run();
        for (int i = 0; i < 4; i++) {
            run.ok("get_time", "{}", "a" + i).ok("get_time", "{}", "b" + i).ok("lamp", "{\"to\":" + i + "}", "ok");
        }

        assertThat(Made.of(Made.suggest(run.done()), "lamp").effect()).isEqualTo(Effect.UNKNOWN);
    }

    @Test
    void ifSeveralToolsCouldHaveWrittenNobodyIsBlamed() {
        Made run = Made.run();
        for (int i = 0; i < 4; i++) {
            run.ok("get_lamp", "{}", "state " + i)
                    .ok("lamp", "{\"to\":" + i + "}", "ok")
                    .ok("dimmer", "{\"to\":" + i + "}", "ok");
        }

        Suggestion suggestion = Made.suggest(run.done());

        assertThat(Made.of(suggestion, "lamp").effect()).isEqualTo(Effect.UNKNOWN);
        assertThat(Made.of(suggestion, "dimmer").effect()).isEqualTo(Effect.UNKNOWN);
    }

    @Test
    void aHintInTheNameNeedsBehaviour() {
        Suggestion silent =
                Made.suggest(Made.run().ok("jira_comment", "{}", "ok").done());
        Suggestion told = Made.suggest(
                Made.run().ok("jira_comment", "{}", "Your comment was posted.").done());
        Suggestion asked = Made.suggest(Made.run()
                .ok("jira_comment", "{}", "Please confirm your address before.")
                .done());

        assertThat(Made.of(silent, "jira_comment").effect()).isEqualTo(Effect.UNKNOWN);
        assertThat(Made.of(told, "jira_comment").effect()).isEqualTo(Effect.WRITE);
        assertThat(Made.of(asked, "jira_comment").effect()).isEqualTo(Effect.WRITE);
    }

    @Test
    void aReadWhoseAnswersTellOfAChangeIsLeftOpen() {
        ToolSuggestion suggestion = Made.of(
                Made.suggest(Made.run()
                        .ok("get_invoice", "{}", "The invoice has been sent to you.")
                        .done()),
                "get_invoice");

        assertThat(suggestion.effect()).isEqualTo(Effect.UNKNOWN);
        assertThat(suggestion.remarks()).singleElement().asString().contains("contradict");
    }

    @Test
    void namesThatCanBeEitherAreLeftOpenWhateverTheBehaviour() {
        Made run = Made.run();
        for (int i = 0; i < 5; i++) {
            run.ok("verify_account", "{\"code\":" + i + "}", "Account verified. Password updated.");
        }

        ToolSuggestion suggestion = Made.of(Made.suggest(run.done()), "verify_account");

        assertThat(suggestion.effect()).isEqualTo(Effect.UNKNOWN);
        assertThat(suggestion.remarks()).singleElement().asString().contains("5 told of a change");
    }

    @Test
    void nothingIsProposedForToolsThatAreNotThere() {
        Suggestion suggestion = Made.suggest(Made.run()
                .failed("delete_everything", "{}", "Unknown tool: delete_everything")
                .failed("delete_more", "{}", "Tool 'delete_more' not found")
                .failed("delete_user", "{}", "User 7 not found")
                .done());

        assertThat(Made.of(suggestion, "delete_everything").proposals()).isEmpty();
        assertThat(Made.of(suggestion, "delete_more").proposals()).isEmpty();
        assertThat(Made.of(suggestion, "delete_user").effect()).isEqualTo(Effect.WRITE);
    }

    @Test
    void nameAndBehaviourTogetherAreSurer() {
        Suggestion suggestion = Made.suggest(Made.run()
                .ok("book_room", "{}", "?")
                .ok("delete_user", "{}", "?")
                .ok("delete_file", "{}", "The file was deleted.")
                .done());

        assertThat(confidence(suggestion, "book_room")).isEqualTo(Confidence.LOW);
        assertThat(confidence(suggestion, "delete_user")).isEqualTo(Confidence.MEDIUM);
        assertThat(confidence(suggestion, "delete_file")).isEqualTo(Confidence.HIGH);
    }

    private static Confidence confidence(Suggestion suggestion, String tool) {
        return Made.of(suggestion, tool).proposals().get(0).confidence();
    }

    @Test
    void onceIsOnlyHintedAt() {
        Suggestion suggestion = Made.suggest(Made.run()
                .ok("refund_order", "{}", "ok")
                .ok("delete_email", "{}", "ok")
                .ok("get_refund", "{}", "ok")
                .done());

        assertThat(Made.of(suggestion, "refund_order").perhapsOnce()).isTrue();
        assertThat(Made.of(suggestion, "refund_order").effect()).isEqualTo(Effect.WRITE);
        assertThat(Made.of(suggestion, "delete_email").perhapsOnce()).isFalse();
        assertThat(Made.of(suggestion, "get_refund").perhapsOnce()).isFalse();
    }
}
