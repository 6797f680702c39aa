package dev.guardedtool.autoconfigure.gateway;

import dev.guardedtool.budget.GatewayUnavailableException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Posts JSON under one deadline for all attempts. What is tried again carries the same key. */
final class Exchange {

    private static final int LARGEST_BODY = 64 << 10;
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private final HttpClient client;
    private final URI base;
    private final @Nullable String apiKey;
    private final Duration timeout;
    private final int attempts;

    Exchange(HttpClient client, URI base, @Nullable String apiKey, Duration timeout, int attempts) {
        this.client = client;
        this.base = base;
        this.apiKey = apiKey;
        this.timeout = timeout;
        this.attempts = attempts;
    }

    /**
     * The answer, which grants or says that there is no budget.
     *
     * @throws GatewayUnavailableException for every other answer, and for none
     */
    Reply post(String path, String key, String json) {
        long deadline = System.nanoTime() + timeout.toNanos();
        GatewayUnavailableException failure = null;
        for (int attempt = 0; attempt < attempts; attempt++) {
            if (attempt > 0 && !pause(attempt, deadline)) {
                break;
            }
            try {
                return once(path, key, json, Duration.ofNanos(deadline - System.nanoTime()));
            } catch (GatewayUnavailableException e) {
                if (e.refused() || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                failure = e;
            }
        }
        throw failure != null ? failure : new GatewayUnavailableException("no answer in " + timeout, false, null);
    }

    private Reply once(String path, String key, String json, Duration left) {
        CompletableFuture<HttpResponse<String>> sent =
                client.sendAsync(request(path, key, json), info -> new LimitedBody(LARGEST_BODY));
        try {
            HttpResponse<String> response = sent.get(Math.max(1, left.toNanos()), TimeUnit.NANOSECONDS);
            return reply(path, response);
        } catch (TimeoutException e) {
            throw new GatewayUnavailableException(path + " gave no answer in " + timeout, false, e);
        } catch (ExecutionException e) {
            throw new GatewayUnavailableException(path + " could not be reached", false, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GatewayUnavailableException("interrupted while " + path + " was asked", false, e);
        } finally {
            sent.cancel(true);
        }
    }

    private HttpRequest request(String path, String key, String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(json));
        if (apiKey != null) {
            request.header("Authorization", "Bearer " + apiKey);
        }
        return request.build();
    }

    private static Reply reply(String path, HttpResponse<String> response) {
        int status = response.statusCode();
        if (status / 100 == 2 || Reply.refusal(status)) {
            return new Reply(status, response.body());
        }
        boolean refused = status / 100 != 5 && !PASSING.contains(status);
        throw new GatewayUnavailableException(path + " answered " + status, refused, null);
    }

    /** Waits longer each time, and never the same; false if there is no time left. */
    private static boolean pause(int attempt, long deadline) {
        long millis = FIRST_PAUSE_MILLIS << (attempt - 1);
        long nanos = TimeUnit.MILLISECONDS.toNanos(
                millis + ThreadLocalRandom.current().nextLong(millis));
        if (deadline - System.nanoTime() <= nanos) {
            return false;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
