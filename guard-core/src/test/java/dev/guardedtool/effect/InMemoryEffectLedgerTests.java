package dev.guardedtool.effect;

import dev.guardedtool.testing.TestClock;
import java.time.Duration;

/** The ledger in memory. */
class InMemoryEffectLedgerTests extends EffectLedgerContract {

    private final TestClock clock = new TestClock();
    private final EffectLedger ledger = new InMemoryEffectLedger(1_000, clock, LEASE);

    @Override
    protected EffectLedger ledger() {
        return ledger;
    }

    @Override
    protected EffectLedger elsewhere() {
        return ledger;
    }

    @Override
    protected void advance(Duration time) {
        clock.advance(time);
    }
}
