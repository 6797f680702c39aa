package dev.guardedtool.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.ToolName;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.signature.Fingerprint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever order expiries come in, each is found once its time has come, and only once. */
class ExpiriesTests {

    @Test
    void eachIsFoundWhenItIsDueInWhateverOrderTheyCame() {
        Random random = new Random(1);
        Expiries expiries = new Expiries();
        List<Integer> waiting = new ArrayList<>();
        for (int now = 0; now < 2_000; now++) {
            int at = now + (now % 3 == 0 ? random.nextInt(100) : 50);
            waiting.add(at);
            expiries.add(Instant.ofEpochSecond(at), key(at));

            List<Integer> due = new ArrayList<>();
            for (EffectKey key = expiries.poll(Instant.ofEpochSecond(now));
                    key != null;
                    key = expiries.poll(Instant.ofEpochSecond(now))) {
                due.add(Integer.parseInt(key.holder()));
            }

            int here = now;
            assertThat(due)
                    .containsExactlyInAnyOrderElementsOf(
                            waiting.stream().filter(expiry -> expiry <= here).toList());
            waiting.removeAll(due);
        }
        assertThat(expiries.isEmpty()).isFalse();
        waiting.forEach(expiry -> assertThat(expiries.poll(Instant.MAX)).isNotNull());
        assertThat(expiries.isEmpty()).isTrue();
    }

    private static EffectKey key(int at) {
        return new EffectKey(
                EffectScope.TENANT, Integer.toString(at), "", ToolName.of("refund"), Fingerprint.parse("0".repeat(64)));
    }
}
