package dev.guardedtool.autoconfigure.store;

import dev.guardedtool.effect.EffectLedger;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Down while the guard's store does not answer: calls with an effect are refused then. */
public final class StoreHealthIndicator extends AbstractHealthIndicator {

    private static final int COUNTED = 1_000;

    private final EffectLedger ledger;

    /** The health of that ledger's store. */
    public StoreHealthIndicator(EffectLedger ledger) {
        super("The guard's store does not answer");
        this.ledger = ledger;
    }

    /** Doubts are reported and do not make an application unhealthy: it can go on, and restarting it settles none. */
    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up().withDetail("effectsInDoubt", ledger.inDoubt(COUNTED).size());
    }
}
