package dev.guardedtool.autoconfigure.redis;

import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.Store;
import dev.guardedtool.autoconfigure.store.ConditionalOnStore;
import dev.guardedtool.engine.Guard;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;

/** Auto-configuration that fails where Redis is asked for and nothing is there to reach it with. */
@AutoConfiguration(after = GuardAutoConfiguration.class)
@ConditionalOnMissingClass("org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails")
@ConditionalOnStore(Store.REDIS)
@ConditionalOnBean(Guard.class)
public final class GuardRedisMissingAutoConfiguration {

    @Bean
    SmartInitializingSingleton guardRedisMissing() {
        return () -> {
            throw new NoRedisException(
                    "spring-boot-data-redis is not on the class path", "Add spring-boot-starter-data-redis");
        };
    }
}
