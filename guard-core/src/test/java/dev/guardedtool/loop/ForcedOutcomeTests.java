package dev.guardedtool.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.EscalationPacket;
import dev.guardedtool.GuardReason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForcedOutcomeTests {

    @Test
    void aFinalReplyIsTakenAsItIsAndItsReasonTrimmed() {
        Decision decision = ForcedOutcome.read(
                "  {\"action\":\"finalize\",\"reason\":\" ready \",\"reply_draft\":\"All done. \"}\n");

        assertThat(decision).isInstanceOf(Decision.Finalize.class);
        assertThat(((Decision.Finalize) decision).reply()).isEqualTo("All done. ");
        assertThat(decision.reason()).isEqualTo(GuardReason.FORCED_FINALIZE);
        assertThat(decision.explanation().detail()).isEqualTo("ready");
    }

    @Test
    void aHandOverCarriesWhatThePersonNeeds() {
        EscalationPacket packet = packet("{\"action\":\"escalate\",\"reason\":\"r\",\"escalation\":"
                + "{\"route\":\"tier2\",\"summary\":\"stuck\",\"missing_info\":[\"id\"],\"tags\":[\"x\"],\"more\":1}}");

        assertThat(packet).isEqualTo(new EscalationPacket("tier2", "stuck", List.of("id"), List.of("x")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"escalation\":null",
                ",\"escalation\":[]",
                ",\"escalation\":5",
                ",\"escalation\":{}",
                ",\"escalation\":{\"route\":{},\"summary\":5,\"missing_info\":\"x\",\"tags\":null}"
            })
    void whatIsMissingOrOddInAHandOverIsLeftOut(String escalation) {
        EscalationPacket packet = packet("{\"action\":\"escalate\",\"reason\":\"r\"" + escalation + "}");

        assertThat(packet).isEqualTo(new EscalationPacket(null, "(missing)", List.of(), List.of()));
    }

    @Test
    void aRouteMayBeANumber() {
        EscalationPacket packet = packet("{\"action\":\"escalate\",\"reason\":\"r\",\"escalation\":{\"route\":7}}");

        assertThat(packet.route()).isEqualTo("7");
    }

    @Test
    void theLastOfTwoEqualNamesCounts() {
        assertThat(ForcedOutcome.read(
                        "{\"action\":\"finalize\",\"reason\":\"r\",\"reply_draft\":\"x\",\"action\":\"escalate\"}"))
                .isInstanceOf(Decision.Escalate.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no",
                "{}",
                "[1]",
                "{",
                "}{",
                "{\"action\":\"finalize\",}",
                "{\"action\":\"finalize\",\"reason\":\"r\"}",
                "{\"action\":\"finalize\",\"reason\":\"  \",\"reply_draft\":\"x\"}",
                "{\"action\":\"finalize\",\"reason\":\"r\",\"reply_draft\":\"  \"}",
                "{\"action\":\"finalize\",\"reason\":\"r\",\"reply_draft\":5}",
                "{\"action\":\"Finalize\",\"reason\":\"r\",\"reply_draft\":\"x\"}",
                "{\"action\":\"retry\",\"reason\":\"r\"}",
                "{\"action\":[\"finalize\"],\"reason\":\"r\"}",
                "{\"action\":null,\"reason\":\"r\"}",
                "{\"action\":\"escalate\",\"reason\":5}",
                "{\"action\":\"escalate\",\"reason\":\"r\"} {}",
                "Sure! {\"action\":\"escalate\",\"reason\":\"r\"}",
                "```json\n{\"action\":\"escalate\",\"reason\":\"r\"}\n```",
                "{'action':'escalate','reason':'r'}",
                "{\"action\":\"escalate\",\"reason\":\"r\" /* or not */}",
                "{\"action\":\"escalate\",\"reason\":\"\uD800\"\uDC00}"
            })
    void anythingElseIsNoOutcome(String text) {
        assertThat(ForcedOutcome.read(text)).isNull();
    }

    @Test
    void nestingWithoutEndIsNoOutcome() {
        int depth = 100_000;

        assertThat(ForcedOutcome.read("{\"a\":".repeat(depth) + "1" + "}".repeat(depth)))
                .isNull();
        assertThat(ForcedOutcome.read("{\"a\":" + "[".repeat(depth) + "}")).isNull();
    }

    private static EscalationPacket packet(String text) {
        Decision decision = ForcedOutcome.read(text);
        assertThat(decision).isInstanceOf(Decision.Escalate.class);
        assertThat(decision.reason()).isEqualTo(GuardReason.FORCED_ESCALATE);
        assertThat(decision.explanation().detail()).isEqualTo("r");
        return ((Decision.Escalate) decision).packet();
    }
}
