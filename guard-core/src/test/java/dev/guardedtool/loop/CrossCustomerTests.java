package dev.guardedtool.loop;

import static dev.guardedtool.loop.DecisionAssert.expect;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What one customer was told is never told to another. */
class CrossCustomerTests {

    @Test
    void anAnswerIsServedOnlyWithinItsTicket() {
        Talk talk = Talk.with(Talk.policy());
        talk.forTicket("alice").ok("look", "{}", "orders of alice");
        talk.forTicket("alice").ok("look", "{}", "orders of alice");

        expect(talk.forTicket("bob").ok("look", "{}", "orders of bob")).toRun();
        expect(talk.forTicket(null).ok("look", "{}", "no orders")).toRun();
        expect(talk.forTicket("alice").check("look", "{}")).toBeServed("orders of alice");
    }

    @Test
    void theSameCallForManyTicketsIsNoLoop() {
        Talk talk = Talk.with(Talk.policy());

        for (int ticket = 0; ticket < 10; ticket++) {
            expect(talk.forTicket("T-" + ticket).ok("look", "{}", "nothing")).toRun();
        }
    }

    @Test
    void theSameWriteForAnotherTicketIsAnotherWrite() {
        Talk talk = Talk.with(Talk.policy());
        talk.forTicket("alice").ok("save", "{}", "saved");

        expect(talk.forTicket("bob").ok("save", "{}", "saved")).toRun();
    }

    @Test
    void theSameQuestionForManyTicketsIsNoJitter() {
        Talk talk = Talk.with(Talk.policy(look -> look.queryArgs(List.of("q"))));

        for (int ticket = 0; ticket < 6; ticket++) {
            expect(talk.forTicket("T-" + ticket).ok("look", "{\"q\":\"open orders please\"}", "none"))
                    .toRun();
        }
    }
}
