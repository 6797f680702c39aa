package dev.guardedtool.autoconfigure.store;

import dev.guardedtool.effect.EffectLedger;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** Down while a store of the guard does not answer: calls that need it are refused then. */
public final class StoreHealthIndicator extends AbstractHealthIndicator {

    private static final int COUNTED = 1_000;

    private final List<SharedStores> stores;
    private final @Nullable EffectLedger ledger;

    StoreHealthIndicator(List<SharedStores> stores, @Nullable EffectLedger ledger) {
        super("A store of the guard does not answer");
        this.stores = stores;
        this.ledger = ledger;
    }

    /** Doubts are reported and do not make an application unhealthy: it can go on, and restarting it settles none. */
    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up();
        for (SharedStores asked : stores) {
            ask(asked, builder);
        }
        if (ledger != null) {
            builder.withDetail("effectsInDoubt", ledger.inDoubt(COUNTED).size());
        }
    }

    private static void ask(SharedStores asked, Health.Builder builder) {
        String name = asked.kind().name().toLowerCase(Locale.ROOT);
        try {
            asked.ask();
            builder.withDetail(name, Status.UP.getCode());
        } catch (RuntimeException e) {
            builder.down(e).withDetail(name, Status.DOWN.getCode());
        }
    }
}
