package dev.guardedtool.autoconfigure.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A gateway that does what it is told to, one request after the other; the last of it again and again. */
final class ScriptedGateway implements AutoCloseable {

    /** What becomes of one request. */
    @FunctionalInterface
    interface Behaviour {

        void of(HttpExchange exchange) throws IOException;
    }

    /**
     * A request.
     *
     * @param path the last part of its path
     * @param key its idempotency key
     */
    record Request(String path, String key, String authorization, String body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Deque<Behaviour>> behaviours = new HashMap<>();
    private final List<Request> requests = new ArrayList<>();
    private final BlockingQueue<Request> arrivals = new LinkedBlockingQueue<>();

    ScriptedGateway() throws IOException {
        this(0);
    }

    ScriptedGateway(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    URI url() {
        return URI.create("http://localhost:" + port() + "/api/v1/");
    }

    synchronized ScriptedGateway on(String path, Behaviour... script) {
        behaviours.put(path, new ArrayDeque<>(List.of(script)));
        return this;
    }

    static Behaviour answer(int status, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        };
    }

    static Behaviour redirect(String to) {
        return exchange -> {
            exchange.getResponseHeaders().set("Location", to);
            exchange.sendResponseHeaders(307, -1);
        };
    }

    /** No answer for as long as the gateway runs. */
    Behaviour silence() {
        return exchange -> await();
    }

    /** The beginning of an answer, and no end for as long as the gateway runs. */
    Behaviour half() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await();
        };
    }

    static Behaviour endless() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] page = " ".repeat(8192).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 100_000; i++) {
                exchange.getResponseBody().write(page);
            }
        };
    }

    static Behaviour hangUp() {
        return HttpExchange::close;
    }

    private void await() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath().replaceAll(".*/", "");
            Request request = new Request(
                    path,
                    exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    body);
            Behaviour next = next(path, request);
            next.of(exchange);
            arrivals.add(request);
        }
    }

    private synchronized Behaviour next(String path, Request request) {
        requests.add(request);
        Deque<Behaviour> script = behaviours.getOrDefault(path, new ArrayDeque<>(List.of(answer(404, ""))));
        return script.size() > 1 ? script.remove() : script.element();
    }

    synchronized List<Request> requests(String path) {
        return requests.stream().filter(request -> request.path().equals(path)).toList();
    }

    /** The next request that was answered. */
    Request arrival() throws InterruptedException {
        Request request = arrivals.poll(30, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("nothing arrived");
        }
        return request;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
