package dev.guardedtool.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.policy.StallPhrases;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StallScoreTests {

    /** Every combination of the three kinds against every threshold in steps of a tenth. */
    @Test
    void anApologyAndAClaimToBeWorkingCountFourTenthsEachAndFillerTwo() {
        for (int kinds = 0; kinds < 8; kinds++) {
            String text = ((kinds & 1) > 0 ? "apologies " : "")
                    + ((kinds & 2) > 0 ? "one moment " : "")
                    + ((kinds & 4) > 0 ? "delay " : "");
            int tenths = ((kinds & 1) > 0 ? 4 : 0) + ((kinds & 2) > 0 ? 4 : 0) + ((kinds & 4) > 0 ? 2 : 0);
            for (int threshold = 1; threshold <= 10; threshold++) {
                StallScore score = new StallScore(List.of(StallPhrases.english()), threshold / 10.0);

                assertThat(score.reached(text))
                        .as("'%s' at %s", text, threshold)
                        .isEqualTo(tenths >= threshold);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I apologize for the delay. | 6",
                "I'm sorry | 4",
                "Im sorry for the trouble | 6",
                "I’m sorry | 4",
                "sorry for | 4",
                "Apologise | 0",
                "still  looking | 4",
                "let me check | 4",
                "let me see | 0",
                "i'm checking | 4",
                "I am checking | 0",
                "looking into it | 4",
                "looking into the issue | 2",
                "thank you for your patience | 4",
                "thank you for patience | 4",
                "thanks for your patience | 0",
                "inconveniences | 0",
                "problem! | 2",
                "delayed | 0",
                "I apologize for the issue, bear with me | 10"
            })
    void theScoreOfEnglishPhrases(String text, int tenths) {
        assertThat(new StallScore(List.of(StallPhrases.english()), tenths / 10.0).reached(text))
                .isTrue();
        assertThat(new StallScore(List.of(StallPhrases.english()), (tenths + 1) / 10.0).reached(text))
                .isFalse();
    }

    @Test
    void aThresholdOfZeroIsAlwaysReached() {
        assertThat(new StallScore(List.of(StallPhrases.english()), 0).reached("Hello."))
                .isTrue();
    }
}
