package dev.guardedtool.autoconfigure.redis;

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
import dev.guardedtool.store.redis.RedisAttemptStore;
import dev.guardedtool.store.redis.RedisBudgetStore;
import dev.guardedtool.store.redis.RedisEffectLedger;
import dev.guardedtool.store.redis.RedisFactStore;
import dev.guardedtool.store.redis.RedisRateStore;
import dev.guardedtool.store.redis.RedisRunStore;
import dev.guardedtool.store.redis.RedisTasks;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Auto-configuration of the stores in Redis. The guard finds them among the beans. */
@AutoConfiguration(
        after = GuardAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
            "dev.guardedtool.autoconfigure.jdbc.GuardJdbcAutoConfiguration"
        })
@ConditionalOnClass({RedisConnectionFactory.class, DataRedisConnectionDetails.class})
@ConditionalOnBean(Guard.class)
public final class GuardRedisAutoConfiguration {

    private static final int DOUBTS = 100;

    /** Where anything at all is to be kept in Redis. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnStore(Store.REDIS)
    static class ServerConfiguration {

        @Bean
        GuardConnections guardConnections(
                ObjectProvider<RedisConnectionFactory> connections,
                @GuardRedis ObjectProvider<RedisConnectionFactory> guardConnections,
                ObjectProvider<DataRedisConnectionDetails> details,
                GuardProperties properties) {
            return GuardConnections.of(
                    connections, guardConnections, details, properties.redis().timeout());
        }

        @Bean
        GuardServer guardServer(GuardConnections connections, GuardProperties properties) {
            return GuardServer.of(connections.scripts(), properties);
        }

        @Bean
        StoreMaintenance guardRedisMaintenance(
                GuardServer server, GuardProperties properties, @RedisChore ObjectProvider<Chore> chores) {
            RedisTasks tasks = new RedisTasks(
                    server.scripts(), server.prefix(), UUID.randomUUID().toString());
            return new StoreMaintenance(
                    tasks::take,
                    chores.orderedStream().toList(),
                    properties.redis().maintenanceInterval());
        }
    }

    /** Where effects are to be kept in Redis. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnStore(value = Store.REDIS, subjects = StoredSubject.EFFECTS)
    @ConditionalOnMissingBean(EffectLedger.class)
    static class EffectConfiguration {

        @Bean
        RedisEffectLedger guardEffectLedger(GuardServer server, GuardProperties properties) {
            return new RedisEffectLedger(
                    server.scripts(), server.prefix(), properties.redis().lease(), server.cipher());
        }

        @Bean
        @RedisChore
        Chore guardEffectChore(
                RedisEffectLedger ledger, GuardPolicy policy, ObjectProvider<EffectReconciler> reconcilers) {
            Reconciliation reconciliation = new Reconciliation(
                    ledger,
                    reconcilers.orderedStream().toList(),
                    policy.effects().ttl());
            return new Chore("effects", () -> reconciliation.run(DOUBTS));
        }

        /** Where health is asked for. */
        @Configuration(proxyBeanMethods = false)
        @ConditionalOnClass(ConditionalOnEnabledHealthIndicator.class)
        static class HealthConfiguration {

            @Bean
            @ConditionalOnEnabledHealthIndicator("guard")
            @ConditionalOnMissingBean(name = "guardStoreHealthIndicator")
            StoreHealthIndicator guardStoreHealthIndicator(RedisEffectLedger ledger) {
                return new StoreHealthIndicator(ledger);
            }
        }
    }

    /** Where budgets are to be kept in Redis. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnStore(value = Store.REDIS, subjects = StoredSubject.BUDGETS)
    @ConditionalOnMissingBean(BudgetStore.class)
    static class BudgetConfiguration {

        @Bean
        RedisBudgetStore guardBudgetStore(GuardServer server) {
            return new RedisBudgetStore(server.scripts(), server.prefix());
        }

        @Bean
        @RedisChore
        Chore guardBudgetChore(RedisBudgetStore budgets) {
            return new Chore("budgets", budgets::recover);
        }
    }

    /** Where rates are to be kept in Redis. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnStore(value = Store.REDIS, subjects = StoredSubject.RATES)
    @ConditionalOnMissingBean(RateStore.class)
    static class RateConfiguration {

        @Bean
        RedisRateStore guardRateStore(GuardServer server) {
            return new RedisRateStore(server.scripts(), server.prefix());
        }
    }

    /** Where attempts are to be counted in Redis. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnStore(value = Store.REDIS, subjects = StoredSubject.ATTEMPTS)
    @ConditionalOnMissingBean(AttemptStore.class)
    static class AttemptConfiguration {

        @Bean
        RedisAttemptStore guardAttemptStore(GuardServer server, GuardProperties properties) {
            return new RedisAttemptStore(
                    server.scripts(), server.prefix(), properties.redis().keepRuns());
        }
    }

    /** Where facts are to be kept in Redis. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnStore(value = Store.REDIS, subjects = StoredSubject.FACTS)
    @ConditionalOnMissingBean(FactStore.class)
    static class FactConfiguration {

        @Bean
        RedisFactStore guardFactStore(GuardServer server) {
            return new RedisFactStore(server.scripts(), server.prefix());
        }
    }

    /** Where snapshots of runs are to be kept in Redis. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnStore(value = Store.REDIS, subjects = StoredSubject.RUNS)
    @ConditionalOnMissingBean(RunStore.class)
    static class RunConfiguration {

        @Bean
        RedisRunStore guardRunStore(GuardServer server, GuardProperties properties) {
            return new RedisRunStore(
                    server.scripts(), server.prefix(), properties.redis().keepRuns());
        }
    }

    @Bean
    @ConditionalOnBean(RedisConnectionFactory.class)
    @ConditionalOnMissingBean(EffectLedger.class)
    StoreHint guardRedisHint() {
        return new StoreHint("Redis", "redis");
    }
}
