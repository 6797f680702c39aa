package dev.guardedtool.autoconfigure.jdbc;

import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.GuardProperties;
import dev.guardedtool.effect.EffectLedger;
import dev.guardedtool.effect.EffectReconciler;
import dev.guardedtool.effect.Reconciliation;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.store.AnswerCipher;
import dev.guardedtool.store.jdbc.JdbcEffectLedger;
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
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Auto-configuration of the stores in a database. The guard finds them among the beans. */
@AutoConfiguration(
        after = GuardAutoConfiguration.class,
        afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnClass({DataSource.class, DataSourceScriptDatabaseInitializer.class})
@ConditionalOnBean(Guard.class)
public final class GuardJdbcAutoConfiguration {

    /** Where effects are to be kept in a database. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(OnJdbcEffects.class)
    @Import(DatabaseInitializationDependencyConfigurer.class)
    @ConditionalOnMissingBean(EffectLedger.class)
    static class EffectConfiguration {

        @Bean
        GuardDatabase guardDatabase(
                ObjectProvider<DataSource> dataSource, @GuardDataSource ObjectProvider<DataSource> guardDataSource) {
            return GuardDatabase.of(dataSource, guardDataSource);
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
        JdbcEffectLedger guardEffectLedger(GuardDatabase database, GuardProperties properties) {
            AnswerCipher cipher = properties.jdbc().cipher(properties.secretKey());
            JdbcSchema.verify(database.connections());
            return new JdbcEffectLedger(
                    database.connections(),
                    properties.jdbc().lease(),
                    properties.jdbc().timeout(),
                    cipher);
        }

        @Bean
        EffectMaintenance guardEffectMaintenance(
                JdbcEffectLedger ledger,
                GuardDatabase database,
                GuardProperties properties,
                GuardPolicy policy,
                ObjectProvider<EffectReconciler> reconcilers) {
            Reconciliation reconciliation = new Reconciliation(
                    ledger,
                    reconcilers.orderedStream().toList(),
                    policy.effects().ttl());
            JdbcTasks tasks =
                    new JdbcTasks(database.connections(), UUID.randomUUID().toString());
            return new EffectMaintenance(
                    ledger, reconciliation, tasks, properties.jdbc().maintenanceInterval());
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

    @Bean
    @ConditionalOnBean(DataSource.class)
    @ConditionalOnMissingBean(EffectLedger.class)
    StoreHint guardStoreHint() {
        return new StoreHint();
    }
}
