package dev.guardedtool.store.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Scripts by way of Lettuce, which is set up as the guard sets it up and connects again sooner. */
public final class LettuceScripts implements ScriptExecutor, AutoCloseable {

    private final ClientResources resources;
    private final RedisClient client;
    private final StatefulRedisConnection<byte[], byte[]> connection;

    /** Of the server at that URL. */
    public LettuceScripts(String url, Duration timeout) {
        RedisURI uri = RedisURI.create(url);
        uri.setTimeout(timeout);
        this.resources = DefaultClientResources.builder()
                .reconnectDelay(Delay.constant(Duration.ofMillis(50)))
                .build();
        this.client = RedisClient.create(resources, uri);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .replayFilter(sent -> true)
                .build());
        this.connection = client.connect(ByteArrayCodec.INSTANCE);
    }

    @Override
    public List<byte[]> runKnown(String digest, List<byte[]> keys, List<byte[]> arguments) {
        return connection.sync().evalsha(digest, ScriptOutputType.MULTI, array(keys), array(arguments));
    }

    @Override
    public List<byte[]> run(byte[] script, List<byte[]> keys, List<byte[]> arguments) {
        return connection.sync().eval(script, ScriptOutputType.MULTI, array(keys), array(arguments));
    }

    private static byte[][] array(List<byte[]> values) {
        return values.toArray(new byte[0][]);
    }

    @Override
    public Runnable listen(String channel, Consumer<String> listener) {
        StatefulRedisPubSubConnection<String, String> listening = client.connectPubSub();
        listening.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String from, String message) {
                listener.accept(message);
            }
        });
        listening.sync().subscribe(channel);
        return listening::close;
    }

    /** For what only tests say. */
    StatefulRedisConnection<byte[], byte[]> connection() {
        return connection;
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        resources.shutdown(0, 2, TimeUnit.SECONDS);
    }
}
