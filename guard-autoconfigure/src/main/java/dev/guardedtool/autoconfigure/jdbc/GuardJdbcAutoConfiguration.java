package dev.guardedtool.autoconfigure.jdbc;

import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.GuardProperties;
import dev.guardedtool.autoconfigure.Store;
import dev.guardedtool.autoconfigure.store.ConditionalOnStore;
import dev.guardedtool.autoconfigure.store.StoreHint;
import dev.guardedtool.autoconfigure.store.StoreMaintenance;
import dev.guardedtool.autoconfigure.store.StoredSubject;
import dev.guardedtool.effect.EffectLedger;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.store.jdbc.JdbcJointEffects;
import dev.guardedtool.store.jdbc.JdbcSchema;
import dev.guardedtool.store.jdbc.JdbcTasks;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.datasource.init.DatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** Auto-configuration of the stores in a database. The guard finds them among the beans. */
@AutoConfiguration(
        after = GuardAutoConfiguration.class,
        afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnClass({DataSource.class, DataSourceScriptDatabaseInitializer.class, DatabasePopulator.class})
@ConditionalOnBean(Guard.class)
public final class GuardJdbcAutoConfiguration {

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
        StoreMaintenance guardStoreMaintenance(GuardTables tables, GuardProperties properties) {
            JdbcTasks tasks =
                    new JdbcTasks(tables.connections(), UUID.randomUUID().toString());
            return new StoreMaintenance(tasks::take, properties.jdbc().maintenanceInterval());
        }

        @Bean
        JdbcStores guardJdbcStores(
                GuardTables tables,
                GuardDatabase database,
                GuardProperties properties,
                @Qualifier("guardStoreMaintenance") StoreMaintenance maintenance) {
            return new JdbcStores(tables, database, properties.jdbc(), maintenance);
        }

        @Bean
        @ConditionalOnStore(value = Store.JDBC, subjects = StoredSubject.EFFECTS)
        @ConditionalOnMissingBean
        EffectTransaction guardEffectTransaction(
                GuardTables tables,
                GuardDatabase database,
                ObjectProvider<PlatformTransactionManager> transactionManagers) {
            DataSource dataSource = OwnConnections.behindTransactions(database.dataSource());
            return new EffectTransaction(
                    new JdbcJointEffects(tables.connections(), tables.timeout()),
                    dataSource,
                    transactionManagers.getIfUnique(() -> new JdbcTransactionManager(dataSource)));
        }
    }

    @Bean
    @ConditionalOnBean(DataSource.class)
    @ConditionalOnStore(value = Store.MEMORY, subjects = StoredSubject.EFFECTS)
    @ConditionalOnMissingBean(EffectLedger.class)
    StoreHint guardStoreHint() {
        return new StoreHint("DataSource", "jdbc");
    }
}
