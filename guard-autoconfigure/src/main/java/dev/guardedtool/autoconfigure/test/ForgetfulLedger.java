package dev.guardedtool.autoconfigure.test;

import dev.guardedtool.effect.EffectLedger;
import dev.guardedtool.effect.InMemoryEffectLedger;
import java.time.Clock;
import java.util.function.IntSupplier;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.target.HotSwappableTargetSource;

/** A ledger of effects whose memory can be wiped between tests. */
final class ForgetfulLedger {

    private final IntSupplier maxEntries;
    private final Clock clock;
    private final HotSwappableTargetSource current;
    private final EffectLedger ledger;

    ForgetfulLedger(IntSupplier maxEntries, Clock clock) {
        this.maxEntries = maxEntries;
        this.clock = clock;
        this.current = new HotSwappableTargetSource(empty());
        this.ledger = ProxyFactory.getProxy(EffectLedger.class, current);
    }

    EffectLedger ledger() {
        return ledger;
    }

    void forget() {
        current.swap(empty());
    }

    private EffectLedger empty() {
        return new InMemoryEffectLedger(maxEntries.getAsInt(), clock);
    }
}
