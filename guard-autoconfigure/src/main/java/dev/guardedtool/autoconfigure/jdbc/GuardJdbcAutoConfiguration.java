package dev.guardedtool.autoconfigure.jdbc;

import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.GuardProperties;
import dev.guardedtool.autoconfigure.Store;
import dev.guardedtool.autoconfigure.store.ConditionalOnStore;
import dev.guardedtool.autoconfigure.store.StoreHealthIndicator;
import dev.guardedtool.autoconfigure.store.StoreHint;
import dev.guardedtool.autoconfigure.store.StoreMaintenance;
import dev.guardedtool.autoconfigure.store.StoreMaintenance.Chore;
import dev.guardedtool.autoconfigure.store.StoredSubject;
import dev.guardedtool.budget.BudgetStore;
import dev.guardedtool.custody.FactStore;
import dev.guardedtool.effect.EffectLedger;
import dev.guardedtool.effect.EffectReconciler;
import dev.guardedtool.effect.Reconciliation;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.RunStore;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.rate.AttemptStore;
import dev.guardedtool.rate.RateStore;
import dev.guardedtool.store.jdbc.JdbcAttemptStore;
import dev.guardedtool.store.jdbc.JdbcBudgetStore;
import dev.guardedtool.store.jdbc.JdbcEffectLedger;
import dev.guardedtool.store.jdbc.JdbcFactStore;
import dev.guardedtool.store.jdbc.JdbcRateStore;
import dev.guardedtool.store.jdbc.JdbcRunStore;
import dev.guardedtool.store.jdbc.JdbcSchema;
import dev.guardedtool.store.jdbc.JdbcTasks;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Auto-configuration of the stores in a database. The guard finds them among the beans. */
@AutoConfiguration(
        after = GuardAutoConfiguration.class,
        afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnClass({DataSource.class, DataSourceScriptDatabaseInitializer.class})
@ConditionalOnBean(Guard.class)
public final class GuardJdbcAutoConfiguration {

    private static final int BATCH = 1_000;
    private static final int DOUBTS = 100;

    /** Where anything at all is to be kept in a database. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnStore(Store.JDBC)
    @Import(DatabaseInitializationDependencyConfigurer.class)
    static class TablesConfiguration {

        @Bean
        GuardDatabase guardDatabase(
                ObjectProvider<DataSource> dataSource,
                @GuardDataSource ObjectProvider<DataSource> guardDataSource,
                GuardProperties properties) {
            return GuardDatabase.of(
                    dataSource, guardDataSource, properties.jdbc().timeout());
        }

        @Bean
        @ConditionalOnMissingBean(name = "guardSchemaInitializer")
        DataSourceScriptDatabaseInitializer guardSchemaInitializer(GuardDatabase database, GuardProperties properties) {
            DatabaseInitializationSettings settings = new DatabaseInitializationSettings();
            settings.setMode(DatabaseInitializationMode.valueOf(
                    properties.jdbc().initializeSchema().name()));
            settings.setSchemaLocations(List.of("classpath:" + JdbcSchema.script(database.connections())));
            return new DataSourceScriptDatabaseInitializer(database.dataSource(), settings);
        }

        @Bean
        @DependsOnDatabaseInitialization
        GuardTables guardTables(GuardDatabase database, GuardProperties properties) {
            return GuardTables.of(database, properties);
        }

        @Bean
        StoreMaintenance guardStoreMaintenance(
                GuardTables tables, GuardProperties properties, @JdbcChore ObjectProvider<Chore> chores) {
            JdbcTasks tasks =
                    new JdbcTasks(tables.connections(), UUID.randomUUID().toString());
            return new StoreMaintenance(
                    tasks::take,
                    chores.orderedStream().toList(),
                    properties.jdbc().maintenanceInterval());
        }
    }

    /** Where effects are to be kept in a database. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnStore(value = Store.JDBC, subjects = StoredSubject.EFFECTS)
    @ConditionalOnMissingBean(EffectLedger.class)
    static class EffectConfiguration {

        @Bean
        JdbcEffectLedger guardEffectLedger(GuardTables tables, GuardDatabase database, GuardProperties properties) {
            return new JdbcEffectLedger(
                    tables.connections(),
                    properties.jdbc().lease(),
                    tables.timeout(),
                    tables.cipher(),
                    Listening.beside(database.dataSource()));
        }

        @Bean
        @JdbcChore
        Chore guardEffectChore(
                JdbcEffectLedger ledger, GuardPolicy policy, ObjectProvider<EffectReconciler> reconcilers) {
            Reconciliation reconciliation = new Reconciliation(
                    ledger,
                    reconcilers.orderedStream().toList(),
                    policy.effects().ttl());
            return new Chore("effects", () -> {
                reconciliation.run(DOUBTS);
                ledger.removeExpired(BATCH);
            });
        }

        /** Where health is asked for. */
        @Configuration(proxyBeanMethods = false)
        @ConditionalOnClass(ConditionalOnEnabledHealthIndicator.class)
        static class HealthConfiguration {

            @Bean
            @ConditionalOnEnabledHealthIndicator("guard")
            @ConditionalOnMissingBean(name = "guardStoreHealthIndicator")
            StoreHealthIndicator guardStoreHealthIndicator(JdbcEffectLedger ledger) {
                return new StoreHealthIndicator(ledger);
            }
        }
    }

    /** Where budgets are to be kept in a database. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnStore(value = Store.JDBC, subjects = StoredSubject.BUDGETS)
    @ConditionalOnMissingBean(BudgetStore.class)
    static class BudgetConfiguration {

        @Bean
        JdbcBudgetStore guardBudgetStore(GuardTables tables) {
            return new JdbcBudgetStore(tables.connections(), tables.timeout());
        }

        @Bean
        @JdbcChore
        Chore guardBudgetChore(JdbcBudgetStore budgets) {
            return new Chore("budgets", () -> {
                budgets.recover();
                budgets.removeExpired(BATCH);
            });
        }
    }

    /** Where rates are to be kept in a database. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnStore(value = Store.JDBC, subjects = StoredSubject.RATES)
    @ConditionalOnMissingBean(RateStore.class)
    static class RateConfiguration {

        @Bean
        JdbcRateStore guardRateStore(GuardTables tables) {
            return new JdbcRateStore(tables.connections(), tables.timeout());
        }

        @Bean
        @JdbcChore
        Chore guardRateChore(JdbcRateStore rates) {
            return new Chore("rates", () -> rates.removeExpired(BATCH));
        }
    }

    /** Where attempts are to be counted in a database. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnStore(value = Store.JDBC, subjects = StoredSubject.ATTEMPTS)
    @ConditionalOnMissingBean(AttemptStore.class)
    static class AttemptConfiguration {

        @Bean
        JdbcAttemptStore guardAttemptStore(GuardTables tables, GuardProperties properties) {
            return new JdbcAttemptStore(
                    tables.connections(), tables.timeout(), properties.jdbc().keepRuns());
        }

        @Bean
        @JdbcChore
        Chore guardAttemptChore(JdbcAttemptStore attempts) {
            return new Chore("attempts", () -> attempts.removeExpired(BATCH));
        }
    }

    /** Where facts are to be kept in a database. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnStore(value = Store.JDBC, subjects = StoredSubject.FACTS)
    @ConditionalOnMissingBean(FactStore.class)
    static class FactConfiguration {

        @Bean
        JdbcFactStore guardFactStore(GuardTables tables) {
            return new JdbcFactStore(tables.connections(), tables.timeout());
        }

        @Bean
        @JdbcChore
        Chore guardFactChore(JdbcFactStore facts) {
            return new Chore("facts", () -> facts.removeExpired(BATCH));
        }
    }

    /** Where snapshots of runs are to be kept in a database. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnStore(value = Store.JDBC, subjects = StoredSubject.RUNS)
    @ConditionalOnMissingBean(RunStore.class)
    static class RunConfiguration {

        @Bean
        JdbcRunStore guardRunStore(GuardTables tables, GuardProperties properties) {
            return new JdbcRunStore(
                    tables.connections(), tables.timeout(), properties.jdbc().keepRuns());
        }

        @Bean
        @JdbcChore
        Chore guardRunChore(JdbcRunStore runs) {
            return new Chore("runs", () -> runs.removeExpired(BATCH));
        }
    }

    @Bean
    @ConditionalOnBean(DataSource.class)
    @ConditionalOnMissingBean(EffectLedger.class)
    StoreHint guardStoreHint() {
        return new StoreHint("DataSource", "jdbc");
    }
}
