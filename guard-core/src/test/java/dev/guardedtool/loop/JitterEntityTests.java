package dev.guardedtool.loop;

import static dev.guardedtool.loop.DecisionAssert.expect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.GuardReason;
import dev.guardedtool.policy.GuardPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same question in other words is a loop; questions about different things are not. */
class JitterEntityTests {

    private static final GuardPolicy SEARCH = Talk.policy(look -> look.queryArgs(List.of("query", "q")));

    static List<List<String>> sameQuestion() {
        return List.of(
                List.of("refund policy", "refund policy details", "the refund policy", "policy on refund"),
                List.of(
                        "how do I return a broken lamp",
                        "how can I return a broken lamp",
                        "return a broken lamp, how?",
                        "how do I return the broken lamp"),
                List.of("status of order 1000", "order 1000 status", "the order 1000 status", "status order 1000 now"),
                List.of(
                        "статус моего заказа",
                        "статус заказа моего",
                        "заказа моего статус",
                        "какой статус моего заказа"),
                List.of("订单退款政策", "退款政策订单", "订单的退款政策", "退款政策"),
                List.of("นโยบายการคืนเงิน", "นโยบายการคืนเงินครับ", "การคืนเงินนโยบาย", "นโยบายการคืนเงิน?"),
                List.of(
                        "ﬁnd the ｒｅｆｕｎｄ policy",
                        "find the refund policy",
                        "the refund policy find",
                        "find refund policy"));
    }

    @ParameterizedTest
    @MethodSource("sameQuestion")
    void theFourthOfTheSameQuestionsIsRefused(List<String> questions) {
        Talk talk = Talk.with(SEARCH);
        for (String question : questions.subList(0, 3)) {
            expect(ask(talk, question, "nothing new")).toRun();
        }

        Decision fourth = ask(talk, questions.get(3), "nothing new");

        expect(fourth).toBeRewritten(GuardReason.ARG_JITTER_LOOP);
        assertThat(fourth.explanation().figures()).containsEntry("similar", 3);
    }

    static List<List<String>> differentQuestions() {
        return List.of(
                List.of("order status 1000", "order status 1001", "order status 1002", "order status 1003"),
                List.of("mail to bob@x.org", "mail to eve@x.org", "mail to joe@x.org", "mail to ann@x.org"),
                List.of(
                        "what is the weather in Paris today",
                        "what is the weather in Rome today",
                        "what is the weather in Oslo today",
                        "what is the weather in Bern today"),
                List.of(
                        "meaning of the word “lamp” here",
                        "meaning of the word “moon” here",
                        "meaning of the word “tree” here",
                        "meaning of the word “boat” here"),
                List.of(
                        "documentation of user_id please",
                        "documentation of order_id please",
                        "documentation of cart_id please",
                        "documentation of item_id please"),
                List.of("price of AAPL", "price of MSFT", "price of GOOG", "price of AMZN"),
                List.of("订单1000的状态", "订单1001的状态", "订单1002的状态", "订单1003的状态"),
                List.of("refund", "refund shipping costs", "refund gift card", "refund broken lamp"));
    }

    @ParameterizedTest
    @MethodSource("differentQuestions")
    void questionsAboutDifferentThingsAreNoLoop(List<String> questions) {
        Talk talk = Talk.with(SEARCH);

        for (int round = 0; round < 2; round++) {
            for (String question : questions) {
                expect(ask(talk, question + " ".repeat(round), "nothing")).toRun();
            }
        }
    }

    @Test
    void questionsThatBringSomethingNewAreNoLoop() {
        Talk talk = Talk.with(SEARCH);

        for (int i = 0; i < 10; i++) {
            expect(ask(talk, "refund policy" + " again".repeat(i), "document " + i))
                    .toRun();
        }
    }

    @Test
    void emptyAnswersAreNothingNew() {
        Talk talk = Talk.with(SEARCH);
        ask(talk, "refund policy", "[]");
        ask(talk, "the refund policy", "");
        ask(talk, "refund policy details", List.of());

        expect(ask(talk, "policy refund", "[]")).toBeRewritten(GuardReason.ARG_JITTER_LOOP);
    }

    @Test
    void failuresAreNothingNew() {
        Talk talk = Talk.with(SEARCH);
        talk.fails("look", "{\"q\":\"refund policy\"}", "500");
        talk.fails("look", "{\"q\":\"the refund policy\"}", "503");
        talk.fails("look", "{\"q\":\"refund policy details\"}", "timeout");

        expect(ask(talk, "policy refund", "[]")).toBeRewritten(GuardReason.ARG_JITTER_LOOP);
    }

    @Test
    void successfulWritesAreNotInVainHoweverAlikeTheirTexts() {
        Talk talk = Talk.with(Talk.policy(look -> look.effect(Effect.WRITE).queryArgs(List.of("q"))));

        for (int i = 0; i < 6; i++) {
            expect(ask(talk, "hello everybody" + "!".repeat(i), "sent")).toRun();
        }
    }

    @Test
    void otherArgumentsMakeAnotherQuestion() {
        Talk talk = Talk.with(SEARCH);

        for (int page = 0; page < 6; page++) {
            String arguments = "{\"q\":\"refund policy" + " ".repeat(page) + "\",\"page\":" + page + "}";
            expect(talk.ok("look", arguments, "nothing")).toRun();
        }
    }

    @Test
    void theFirstArgumentThatHoldsAQuestionIsJudged() {
        Talk talk = Talk.with(SEARCH);
        for (int i = 0; i < 3; i++) {
            talk.ok("look", "{\"query\":\" \",\"q\":\"refund policy" + " again".repeat(i) + "\"}", "nothing");
        }

        expect(talk.check("look", "{\"query\":\" \",\"q\":\"the refund policy\"}"))
                .toBeRewritten(GuardReason.ARG_JITTER_LOOP);
    }

    @Test
    void aRefusedQuestionStaysRefusedInWhateverWords() {
        Talk talk = Talk.with(SEARCH);
        for (int i = 0; i < 3; i++) {
            ask(talk, "refund policy" + " again".repeat(i), "nothing");
        }

        for (int i = 0; i < 30; i++) {
            expect(ask(talk, "refund policy" + " please".repeat(i), "nothing"))
                    .toBeRewritten(GuardReason.ARG_JITTER_LOOP);
        }
        expect(ask(talk, "opening hours on sunday", "nine to five")).toRun();
    }

    @Test
    void toolsWithoutQueryArgumentsAreNotJudged() {
        Talk talk = Talk.with(SEARCH);

        for (int i = 0; i < 10; i++) {
            expect(talk.ok("glance", "{\"q\":\"refund policy" + " again".repeat(i) + "\"}", "nothing"))
                    .toRun();
        }
    }

    @Test
    void theRuleGoesOnAfterARestart() {
        Talk talk = Talk.with(SEARCH);
        ask(talk, "status of order 1000", "nothing");
        ask(talk, "order 1000 status", "nothing");
        ask(talk, "order 1000, the status", "nothing");

        talk.restart();

        expect(ask(talk, "status of order 1001", "nothing")).toRun();
        expect(ask(talk, "the status of order 1000", "nothing")).toBeRewritten(GuardReason.ARG_JITTER_LOOP);
    }

    private static Decision ask(Talk talk, String question, Object answer) {
        return talk.ok("look", "{\"q\":\"" + question + "\"}", answer);
    }
}
