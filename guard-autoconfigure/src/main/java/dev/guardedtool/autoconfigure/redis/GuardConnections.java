package dev.guardedtool.autoconfigure.redis;

import dev.guardedtool.autoconfigure.Store;
import dev.guardedtool.autoconfigure.store.NoStoreException;
import dev.guardedtool.store.redis.ScriptExecutor;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.util.ClassUtils;

/** The connections by which the guard reaches Redis, and the end of those that it made. */
final class GuardConnections implements DisposableBean {

    private static final boolean LETTUCE =
            ClassUtils.isPresent("io.lettuce.core.RedisClient", GuardConnections.class.getClassLoader());

    private final ScriptExecutor scripts;
    private final @Nullable DisposableBean own;

    private GuardConnections(RedisConnectionFactory connections, @Nullable DisposableBean own) {
        this.scripts = new ConnectionScripts(connections);
        this.own = own;
    }

    static GuardConnections of(
            ObjectProvider<RedisConnectionFactory> connections,
            ObjectProvider<RedisConnectionFactory> guardConnections,
            ObjectProvider<DataRedisConnectionDetails> details,
            Duration timeout) {
        RedisConnectionFactory qualified = guardConnections.getIfUnique();
        if (qualified != null) {
            return new GuardConnections(qualified, null);
        }
        RedisConnectionFactory chosen = connections.getIfUnique();
        if (chosen == null) {
            throw new NoStoreException(
                    Store.REDIS,
                    connections.stream().findAny().isPresent()
                            ? "there are several RedisConnectionFactories and none says that it is the guard's"
                            : "there is no RedisConnectionFactory",
                    "Configure one with spring.data.redis.url, or qualify the one to be used with @GuardRedis");
        }
        if (LETTUCE && saysWhere(details.getIfAvailable())) {
            RedisConnectionFactory like = Lettuce.like(chosen, timeout);
            if (like instanceof DisposableBean own) {
                return new GuardConnections(like, own);
            }
        }
        return new GuardConnections(chosen, null);
    }

    /** A factory does not tell of a fixed list of replicas. */
    private static boolean saysWhere(@Nullable DataRedisConnectionDetails details) {
        return details != null && details.getMasterReplica() == null;
    }

    ScriptExecutor scripts() {
        return scripts;
    }

    @Override
    public void destroy() throws Exception {
        if (own != null) {
            own.destroy();
        }
    }

    /** Where Lettuce is on the class path. */
    private static final class Lettuce {

        static @Nullable RedisConnectionFactory like(RedisConnectionFactory factory, Duration timeout) {
            return factory instanceof LettuceConnectionFactory lettuce
                    ? OwnLettuceConfiguration.like(lettuce, timeout)
                    : null;
        }
    }
}
