package dev.guardedtool.autoconfigure.redis;

import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.GuardProperties;
import dev.guardedtool.autoconfigure.Store;
import dev.guardedtool.autoconfigure.store.ConditionalOnStore;
import dev.guardedtool.autoconfigure.store.StoreHint;
import dev.guardedtool.autoconfigure.store.StoreMaintenance;
import dev.guardedtool.autoconfigure.store.StoredSubject;
import dev.guardedtool.effect.EffectLedger;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.store.redis.RedisTasks;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
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
        StoreMaintenance guardRedisMaintenance(GuardServer server, GuardProperties properties) {
            RedisTasks tasks = new RedisTasks(
                    server.scripts(), server.prefix(), UUID.randomUUID().toString());
            return new StoreMaintenance(tasks::take, properties.redis().maintenanceInterval());
        }

        @Bean
        RedisStores guardRedisStores(
                GuardServer server,
                GuardProperties properties,
                @Qualifier("guardRedisMaintenance") StoreMaintenance maintenance) {
            return new RedisStores(server, properties.redis(), maintenance);
        }
    }

    @Bean
    @ConditionalOnBean(RedisConnectionFactory.class)
    @ConditionalOnStore(value = Store.MEMORY, subjects = StoredSubject.EFFECTS)
    @ConditionalOnMissingBean(EffectLedger.class)
    StoreHint guardRedisHint() {
        return new StoreHint("Redis", "redis");
    }
}
