package dev.guardedtool.autoconfigure.jdbc;

import dev.guardedtool.store.jdbc.JdbcEffectLedger;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Down while the guard's database does not answer: calls with an effect are refused then. */
final class StoreHealthIndicator extends AbstractHealthIndicator {

    private static final int COUNTED = 1_000;

    private final JdbcEffectLedger ledger;

    StoreHealthIndicator(JdbcEffectLedger ledger) {
        super("The guard's database does not answer");
        this.ledger = ledger;
    }

    /** Doubts are reported and do not make an application unhealthy: it can go on, and restarting it settles none. */
    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up().withDetail("effectsInDoubt", ledger.inDoubt(COUNTED).size());
    }
}
