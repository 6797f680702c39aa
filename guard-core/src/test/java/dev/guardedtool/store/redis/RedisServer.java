package dev.guardedtool.store.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.SlotHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import redis.embedded.core.ExecutableProvider;

/**
 * A real server from a binary that Maven brings. It is a cluster of one node, so that it refuses keys of different hash
 * slots in one script.
 */
public final class RedisServer implements AutoCloseable {

    private static final int FIRST_PORT = 20_000;
    private static final int LAST_PORT = 22_500;
    private static final int TRIES = 5;

    private static Path binary;

    private final Path folder;
    private final int port = freePort();
    private final List<String> more;
    private Process process;

    private RedisServer(List<String> more) throws IOException {
        this.folder = Files.createTempDirectory("guard-redis");
        this.more = more;
        start();
        clustered();
    }

    /** A server that forgets everything when it ends. */
    public static RedisServer started(String... settings) {
        Assumptions.assumeTrue(
                supported(), () -> "there is no binary of Redis 6.2 for " + System.getProperty("os.name"));
        try {
            return onFreePort(List.of(settings), TRIES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port that was free a moment ago may be somebody's by now. */
    private static RedisServer onFreePort(List<String> settings, int tries) throws IOException {
        try {
            return new RedisServer(settings);
        } catch (IOException e) {
            if (tries == 1) {
                throw e;
            }
            return onFreePort(settings, tries - 1);
        }
    }

    /** A server that has written down what it answered. */
    public static RedisServer durable() {
        return started("--appendonly", "yes", "--appendfsync", "always");
    }

    private static boolean supported() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return os.contains("linux") || os.contains("mac");
    }

    private static synchronized Path binary() throws IOException {
        if (binary == null) {
            binary = ExecutableProvider.newJarResourceProvider().get().toPath();
        }
        return binary;
    }

    /** The nodes of a cluster talk at a port that is 10000 higher. Both are below those that systems give to clients. */
    private static int freePort() throws IOException {
        for (int tries = 0; tries < LAST_PORT; tries++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
            if (free(port) && free(port + 10_000)) {
                return port;
            }
        }
        throw new IOException("no free port");
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** Where it is reached. */
    public int port() {
        return port;
    }

    /** Where it is reached, as clients say it. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Starts it again with what it has written down. */
    public void start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                binary().toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder.toString(),
                "--save",
                "",
                "--cluster-enabled",
                "yes"));
        command.addAll(more);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        ready();
    }

    private void ready() throws IOException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!answers()) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new IOException("Redis does not start: " + Files.readString(folder.resolve("log")));
            }
            Thread.onSpinWait();
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private void clustered() {
        RedisClient client = RedisClient.create(url());
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            connection
                    .sync()
                    .clusterAddSlots(IntStream.range(0, SlotHash.SLOT_COUNT).toArray());
            while (!connection.sync().clusterInfo().contains("cluster_state:ok")) {
                Thread.onSpinWait();
            }
        } finally {
            client.shutdown();
        }
    }

    /** Ends it as a crash would. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
