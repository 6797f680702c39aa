package dev.guardedtool.autoconfigure.test.slice;

import static dev.guardedtool.autoconfigure.test.GuardAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.GuardReason;
import dev.guardedtool.autoconfigure.test.GuardTest;
import dev.guardedtool.autoconfigure.test.MutableClock;
import dev.guardedtool.autoconfigure.test.RecordedEvents;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@GuardTest(properties = {"guard.secret-key=0123456789abcdef", "guard.tools.delete.access=deny"})
class GuardTestSliceTests {

    private static final Instant START = Instant.parse("2030-01-01T12:00:00Z");

    @Autowired
    private ChatClient.Builder clients;

    @Autowired
    private ScriptedChatModel model;

    @Autowired
    private RecordedEvents events;

    @Autowired
    private MutableClock clock;

    @Autowired
    private Shop shop;

    @Test
    void guardsTheToolsOfTheApplication() {
        model.calls("delete", "{}").says("I may not.");

        ask();

        assertThat(events).blocked("delete").because(GuardReason.POLICY_DENY).executed(0);
    }

    @RepeatedTest(2)
    void everyTestStartsAnew() {
        model.calls("refund", "{\"orderId\":\"A-1\"}")
                .calls("refund", "{\"orderId\":\"A-1\"}")
                .says("Refunded.")
                .says("never asked for");

        ask();

        assertThat(events)
                .decided("refund allow", "refund cache idempotent_replay")
                .executed("refund", 1);
        assertThat(clock.instant()).isEqualTo(START);
        clock.advance(Duration.ofHours(1));
        assertThat(events.run().events().get(0).at()).isEqualTo(START);
    }

    @Test
    void leavesOutWhatHasNoTools(@Autowired ApplicationContext context) {
        assertThat(context.getBeansOfType(Shop.class)).hasSize(1);
        assertThat(context.getBeansOfType(Unrelated.class)).isEmpty();
    }

    private void ask() {
        clients.build().prompt("help").tools(shop).call().content();
    }
}
