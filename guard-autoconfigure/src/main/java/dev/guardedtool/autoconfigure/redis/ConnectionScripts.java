package dev.guardedtool.autoconfigure.redis;

import dev.guardedtool.store.redis.ScriptExecutor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;

/** Scripts on connections of Spring Data. None is that of a transaction of the caller. Thread-safe. */
record ConnectionScripts(RedisConnectionFactory connections) implements ScriptExecutor {

    private interface Run {

        @Nullable
        List<byte[]> on(RedisConnection connection, byte[][] values);
    }

    @Override
    public List<byte[]> runKnown(String digest, List<byte[]> keys, List<byte[]> arguments) {
        return run(
                keys,
                arguments,
                (connection, values) ->
                        connection.scriptingCommands().evalSha(digest, ReturnType.MULTI, keys.size(), values));
    }

    @Override
    public List<byte[]> run(byte[] script, List<byte[]> keys, List<byte[]> arguments) {
        return run(
                keys,
                arguments,
                (connection, values) ->
                        connection.scriptingCommands().eval(script, ReturnType.MULTI, keys.size(), values));
    }

    private List<byte[]> run(List<byte[]> keys, List<byte[]> arguments, Run run) {
        List<byte[]> values = new ArrayList<>(keys);
        values.addAll(arguments);
        try (RedisConnection connection = connections.getConnection()) {
            List<byte[]> result = run.on(connection, values.toArray(new byte[0][]));
            return result == null ? List.of() : result;
        }
    }

    @Override
    public Runnable listen(String channel, Consumer<String> listener) {
        RedisMessageListenerContainer container = new RedisMessageListenerContainer();
        container.setConnectionFactory(connections);
        container.addMessageListener(
                (message, pattern) -> listener.accept(new String(message.getBody(), StandardCharsets.UTF_8)),
                ChannelTopic.of(channel));
        container.afterPropertiesSet();
        container.start();
        return () -> end(container);
    }

    private static void end(RedisMessageListenerContainer container) {
        try {
            container.destroy();
        } catch (Exception e) {
            throw new IllegalStateException("the guard could not stop listening to Redis", e);
        }
    }
}
