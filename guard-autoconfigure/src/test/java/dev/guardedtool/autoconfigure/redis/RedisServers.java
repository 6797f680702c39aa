package dev.guardedtool.autoconfigure.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.SlotHash;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import redis.embedded.Redis;
import redis.embedded.core.RedisSentinelBuilder;
import redis.embedded.core.RedisServerBuilder;

/** Several real servers that belong together, of a test of its own. */
final class RedisServers implements AutoCloseable {

    private static final int NODES = 3;
    private static final int FIRST_PORT = 10_000;
    private static final int LAST_PORT = 19_000;
    private static final int BUS = 10_000;
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(1);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    private final List<Redis> running = new ArrayList<>();

    private RedisServers() {}

    /** A cluster of three nodes, each with a third of the slots. */
    static RedisServers cluster() throws IOException {
        RedisServers servers = new RedisServers();
        for (int node = 0; node < NODES; node++) {
            servers.server(builder -> builder.setting("cluster-enabled yes").setting("cluster-node-timeout 5000"));
        }
        for (int node = 0; node < NODES; node++) {
            int from = node * SlotHash.SLOT_COUNT / NODES;
            int to = (node + 1) * SlotHash.SLOT_COUNT / NODES;
            int first = servers.ports().get(0);
            ask(servers.ports().get(node), commands -> {
                commands.clusterAddSlots(IntStream.range(from, to).toArray());
                return commands.clusterMeet("127.0.0.1", first);
            });
        }
        servers.ports().forEach(port -> await(port, RedisCommands::clusterInfo, RedisServers::complete));
        return servers;
    }

    private static boolean complete(String info) {
        return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:" + NODES);
    }

    /** A server with a replica, and three sentinels that watch them. */
    static RedisServers watched(String master) throws IOException {
        RedisServers servers = new RedisServers();
        int first = servers.server(builder -> builder);
        int replica = servers.server(builder -> builder.slaveOf("127.0.0.1", first));
        await(replica, commands -> commands.info("replication"), info -> info.contains("master_link_status:up"));
        for (int sentinel = 0; sentinel < NODES; sentinel++) {
            servers.start(new RedisSentinelBuilder()
                    .bind("127.0.0.1")
                    .port(freePort())
                    .masterName(master)
                    .masterPort(first)
                    .quorumSize(2)
                    .downAfterMilliseconds(1_000)
                    .failOverTimeout(5_000)
                    .build());
        }
        return servers;
    }

    private int server(Function<RedisServerBuilder, RedisServerBuilder> settings) throws IOException {
        int port = freePort();
        start(settings.apply(redis.embedded.RedisServer.newRedisServer()
                        .port(port)
                        .bind("127.0.0.1")
                        .setting("dir " + Files.createTempDirectory("guard-redis"))
                        .setting("save \"\""))
                .build());
        return port;
    }

    private void start(Redis server) throws IOException {
        running.add(server);
        server.start();
    }

    private static int freePort() throws IOException {
        for (int tries = 0; tries < LAST_PORT; tries++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
            if (free(port) && free(port + BUS)) {
                return port;
            }
        }
        throw new IOException("no free port");
    }

    private static boolean free(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (BindException e) {
            return false;
        }
    }

    private static <T> T ask(int port, Function<RedisCommands<String, String>, T> question) {
        RedisClient client = RedisClient.create("redis://127.0.0.1:" + port);
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            return question.apply(connection.sync());
        } finally {
            client.shutdown();
        }
    }

    private static void await(
            int port, Function<RedisCommands<String, String>, String> question, Predicate<String> answer) {
        long end = System.nanoTime() + PATIENCE;
        while (!answer.test(ask(port, question))) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the servers did not find each other: " + ask(port, question));
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    private List<Integer> ports() {
        return running.stream().flatMap(server -> server.ports().stream()).toList();
    }

    /** Where all of them are reached, as properties of Spring Boot say it. */
    String nodes() {
        return nodes(0);
    }

    /** Where the sentinels are reached. */
    String sentinels() {
        return nodes(running.size() - NODES);
    }

    private String nodes(int from) {
        return ports().stream().skip(from).map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    /** How many keys each of the servers has. */
    List<Long> keys() {
        return ports().stream().map(port -> ask(port, RedisCommands::dbsize)).toList();
    }

    /** Ends the first of them. */
    void stopFirst() throws IOException {
        running.get(0).stop();
    }

    @Override
    public void close() throws IOException {
        for (Redis server : running) {
            if (server.isActive()) {
                server.stop();
            }
        }
    }
}
