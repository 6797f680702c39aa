package dev.guardedtool.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.effect.EffectReconciler.Finding;
import dev.guardedtool.signature.Fingerprint;
import dev.guardedtool.testing.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Doubts are settled by what the system behind a tool says, and by nothing else. */
class ReconciliationTests {

    private static final Duration TTL = Duration.ofHours(1);
    private static final Fingerprint ARGUMENTS = Fingerprint.parse("a".repeat(64));

    private final EffectLedger ledger = new InMemoryEffectLedger(100, new TestClock());

    private EffectKey doubt(String holder) {
        EffectKey key = EffectLedgerContract.key(holder);
        ledger.reserve(key, ARGUMENTS, "call of " + holder, "me");
        ledger.markUnknown(key, "call of " + holder);
        return key;
    }

    private interface Books {

        Finding find(EffectRecord doubt) throws Exception;
    }

    private static EffectReconciler of(String tool, Books books) {
        return new EffectReconciler() {
            @Override
            public boolean knows(ToolName asked) {
                return asked.value().equals(tool);
            }

            @Override
            public Finding find(EffectRecord doubt) throws Exception {
                return books.find(doubt);
            }
        };
    }

    private int reconcile(EffectReconciler... reconcilers) {
        return new Reconciliation(ledger, List.of(reconcilers), TTL).run(10);
    }

    @Test
    void eachDoubtIsSettledAsItWasFound() {
        EffectKey happened = doubt("happened");
        EffectKey not = doubt("not");
        EffectKey open = doubt("open");
        Map<String, Finding> books = Map.of(
                "happened", Finding.happened(ToolResult.ok("booked")),
                "not", Finding.didNotHappen(),
                "open", Finding.unknown());

        int settled = reconcile(of("refund", doubt -> books.get(doubt.key().holder())));

        assertThat(settled).isEqualTo(2);
        assertThat(ledger.find(happened).orElseThrow().answer()).isEqualTo(ToolResult.ok("booked"));
        assertThat(ledger.find(not)).isEmpty();
        assertThat(ledger.find(open).orElseThrow().state()).isEqualTo(EffectState.UNKNOWN);
    }

    @Test
    void aReconcilerThatThrowsLeavesTheDoubtAndTheOthersAreAsked() {
        EffectKey first = doubt("first");
        EffectKey second = doubt("second");

        int settled = reconcile(of("refund", doubt -> {
            if (doubt.key().holder().equals("first")) {
                throw new java.io.IOException("the books are closed");
            }
            return Finding.didNotHappen();
        }));

        assertThat(settled).isEqualTo(1);
        assertThat(ledger.find(first).orElseThrow().state()).isEqualTo(EffectState.UNKNOWN);
        assertThat(ledger.find(second)).isEmpty();
    }

    @Test
    void onlyWhoKnowsTheToolIsAsked() {
        EffectKey key = doubt("any");

        int settled = reconcile(of("cancel", doubt -> Finding.didNotHappen()));

        assertThat(settled).isZero();
        assertThat(ledger.find(key)).isPresent();
        assertThat(reconcile()).isZero();
    }

    @Test
    void aDoubtThatWasSettledMeanwhileIsNotSettledAgain() {
        EffectKey key = doubt("any");

        int settled = reconcile(of("refund", doubt -> {
            ledger.settle(key, doubt.callId(), null, null);
            ledger.reserve(key, ARGUMENTS, "another", "me");
            ledger.markUnknown(key, "another");
            return Finding.happened(ToolResult.ok("booked"));
        }));

        assertThat(settled).isZero();
        assertThat(ledger.inDoubt(10)).extracting(EffectRecord::callId).containsExactly("another");
    }
}
