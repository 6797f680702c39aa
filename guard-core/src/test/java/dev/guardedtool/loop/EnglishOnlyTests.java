package dev.guardedtool.loop;

import static dev.guardedtool.loop.DecisionAssert.expect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.GuardReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts are compared in any script, not in English only. */
class EnglishOnlyTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "请稍等，我正在查询您的订单。",
                "少々お待ちください。",
                "กรุณารอสักครู่",
                "Ваша посылка прибудет во вторник.",
                "سيصل طردك يوم الثلاثاء",
                "आपका पार्सल मंगलवार को पहुंचेगा",
                "택배는 화요일에 도착합니다",
                "…"
            })
    void theFifthOfFiveEqualTextsIsAStall(String text) {
        Talk talk = Talk.with(Talk.policy());
        for (int i = 0; i < 4; i++) {
            assertThat(talk.says(text)).isNull();
        }

        expect(talk.says(text)).toBeRewritten(GuardReason.NO_STATE_CHANGE_LOOP);
    }

    @Test
    void differentTextsOfOneScriptAreDifferent() {
        Talk talk = Talk.with(Talk.policy());
        String[] texts = {"请稍等", "订单已发货", "退款已完成", "感谢您的耐心", "再见", "您好", "没有问题"};

        for (String text : texts) {
            assertThat(talk.says(text)).isNull();
        }
    }
}
