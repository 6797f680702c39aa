package dev.guardedtool.autoconfigure.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** A real server from a binary that Maven brings, empty for each test. */
public final class RedisServer implements BeforeAllCallback, BeforeEachCallback {

    private static final int FIRST_PORT = 23_000;
    private static final int LAST_PORT = 29_000;
    private static final int TRIES = 1_000;

    private static redis.embedded.@Nullable RedisServer server;
    private static int port;

    /** Where it is reached. */
    public static int port() {
        return port;
    }

    static String url() {
        return "redis://127.0.0.1:" + port;
    }

    @Override
    public void beforeAll(ExtensionContext test) throws IOException {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        Assumptions.assumeTrue(
                os.contains("linux") || os.contains("mac"), () -> "there is no binary of Redis 6.2 for " + os);
        start();
        test.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).computeIfAbsent("redis", any ->
                (AutoCloseable) RedisServer::stop);
    }

    /** Starts it unless it runs. */
    static synchronized void start() throws IOException {
        if (server == null) {
            if (port == 0) {
                port = freePort();
            }
            server = redis.embedded.RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .build();
            server.start();
        }
    }

    /** Below those that systems give to clients, one of which could take it while the server is away. */
    private static int freePort() throws IOException {
        for (int tries = 0; tries < TRIES; tries++) {
            int chosen = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
            try (ServerSocket socket = new ServerSocket(chosen, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                continue;
            }
        }
        throw new IOException("no free port");
    }

    public static synchronized void stop() {
        if (server != null) {
            try {
                server.stop();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server = null;
        }
    }

    @Override
    public void beforeEach(ExtensionContext test) throws IOException {
        start();
        ask("flushall");
        ask("config", "set", "maxmemory", "0");
        ask("config", "set", "maxmemory-policy", "noeviction");
    }

    /** Says something to it. */
    static void ask(String command, String... arguments) {
        LettuceConnectionFactory factory = new LettuceConnectionFactory("127.0.0.1", port);
        factory.afterPropertiesSet();
        factory.start();
        try {
            byte[][] bytes = new byte[arguments.length][];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = arguments[i].getBytes(java.nio.charset.StandardCharsets.UTF_8);
            }
            new StringRedisTemplate(factory).execute(connection -> connection.execute(command, bytes), true);
        } finally {
            factory.destroy();
        }
    }
}
