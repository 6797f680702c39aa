package dev.guardedtool.autoconfigure.redis;

import dev.guardedtool.autoconfigure.GuardProperties;
import dev.guardedtool.autoconfigure.RedisProperties;
import dev.guardedtool.autoconfigure.RedisProperties.Eviction;
import dev.guardedtool.autoconfigure.Store;
import dev.guardedtool.autoconfigure.store.NoStoreException;
import dev.guardedtool.store.AnswerCipher;
import dev.guardedtool.store.StoreException;
import dev.guardedtool.store.redis.RedisServerFacts;
import dev.guardedtool.store.redis.ScriptExecutor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server that the guard keeps things in, looked at once.
 *
 * @param prefix what all keys begin with
 * @param cipher encrypts what tools answered; null where it is not kept
 */
record GuardServer(
        ScriptExecutor scripts, String prefix, @Nullable AnswerCipher cipher) {

    private static final Logger log = LoggerFactory.getLogger(GuardServer.class);

    /**
     * A server that cannot be asked now is no reason not to start: effects are refused until it answers.
     *
     * @throws NoStoreException if it can never keep what it is given
     */
    static GuardServer of(ScriptExecutor scripts, GuardProperties properties) {
        RedisProperties redis = properties.redis();
        GuardServer server = new GuardServer(scripts, redis.prefix(), redis.cipher(properties.secretKey()));
        RedisServerFacts facts;
        try {
            facts = RedisServerFacts.of(scripts, redis.prefix());
        } catch (StoreException e) {
            log.warn("Redis could not be asked how it is configured; effects are refused until it answers", e);
            return server;
        }
        if (facts.tooOld()) {
            throw new NoStoreException(Store.REDIS, "the server is Redis " + facts.version(), "Use Redis 6.2 or newer");
        }
        if (facts.evicts()) {
            String problem = "the server removes keys that are in use when its memory is full (maxmemory-policy is "
                    + facts.evictionPolicy() + "), and an effect that it forgot happens again";
            if (redis.eviction() == Eviction.FAIL) {
                throw new NoStoreException(
                        Store.REDIS,
                        problem,
                        "Set maxmemory-policy to noeviction on the server, or use one of its own for the guard, or accept"
                                + " that with guard.redis.eviction=warn");
            }
            log.warn("In the guard's Redis {}", problem);
        }
        if (!facts.writesDown()) {
            log.warn("The guard's Redis writes no append-only file: what it knows of effects is lost when it restarts");
        }
        return server;
    }
}
