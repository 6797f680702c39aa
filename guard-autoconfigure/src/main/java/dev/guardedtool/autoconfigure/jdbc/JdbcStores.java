package dev.guardedtool.autoconfigure.jdbc;

import dev.guardedtool.autoconfigure.JdbcProperties;
import dev.guardedtool.autoconfigure.Store;
import dev.guardedtool.autoconfigure.store.SharedStores;
import dev.guardedtool.autoconfigure.store.StoreMaintenance;
import dev.guardedtool.autoconfigure.store.StoreMaintenance.Chore;
import dev.guardedtool.store.jdbc.JdbcAttemptStore;
import dev.guardedtool.store.jdbc.JdbcBudgetStore;
import dev.guardedtool.store.jdbc.JdbcEffectLedger;
import dev.guardedtool.store.jdbc.JdbcFactStore;
import dev.guardedtool.store.jdbc.JdbcRateStore;
import dev.guardedtool.store.jdbc.JdbcRunStore;
import dev.guardedtool.store.jdbc.JdbcSchema;

/** Stores in the tables of a database. What expired is removed from time to time. */
record JdbcStores(GuardTables tables, GuardDatabase database, JdbcProperties properties, StoreMaintenance maintenance)
        implements SharedStores {

    private static final int BATCH = 1_000;

    @Override
    public Store kind() {
        return Store.JDBC;
    }

    @Override
    public JdbcEffectLedger effects() {
        JdbcEffectLedger effects = new JdbcEffectLedger(
                tables.connections(),
                properties.lease(),
                tables.timeout(),
                tables.cipher(),
                Listening.beside(database.dataSource()));
        maintenance.also(new Chore("effects", () -> effects.removeExpired(BATCH)));
        return effects;
    }

    @Override
    public JdbcBudgetStore budgets() {
        JdbcBudgetStore budgets = new JdbcBudgetStore(tables.connections(), tables.timeout());
        maintenance.also(new Chore("budgets", () -> {
            budgets.recover();
            budgets.removeExpired(BATCH);
        }));
        return budgets;
    }

    @Override
    public JdbcRateStore rates() {
        JdbcRateStore rates = new JdbcRateStore(tables.connections(), tables.timeout());
        maintenance.also(new Chore("rates", () -> rates.removeExpired(BATCH)));
        return rates;
    }

    @Override
    public JdbcAttemptStore attempts() {
        JdbcAttemptStore attempts = new JdbcAttemptStore(tables.connections(), tables.timeout(), properties.keepRuns());
        maintenance.also(new Chore("attempts", () -> attempts.removeExpired(BATCH)));
        return attempts;
    }

    @Override
    public JdbcFactStore facts() {
        JdbcFactStore facts = new JdbcFactStore(tables.connections(), tables.timeout());
        maintenance.also(new Chore("facts", () -> facts.removeExpired(BATCH)));
        return facts;
    }

    @Override
    public JdbcRunStore runs() {
        JdbcRunStore runs = new JdbcRunStore(tables.connections(), tables.timeout(), properties.keepRuns());
        maintenance.also(new Chore("runs", () -> runs.removeExpired(BATCH)));
        return runs;
    }

    @Override
    public void ask() {
        JdbcSchema.verify(tables.connections());
    }
}
