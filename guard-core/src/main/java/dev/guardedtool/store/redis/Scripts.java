package dev.guardedtool.store.redis;

import dev.guardedtool.store.StoreBreaker;
import dev.guardedtool.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs scripts by their digest, and by their text where the server does not know them. A server that does not answer is
 * left alone for a moment. Thread-safe.
 */
final class Scripts {

    private final ScriptExecutor executor;
    private final StoreBreaker breaker;

    Scripts(ScriptExecutor executor, StoreBreaker breaker) {
        this.executor = executor;
        this.breaker = breaker;
    }

    boolean answering() {
        return breaker.answering();
    }

    /**
     * What the script returns. A thread that was interrupted before still tells what it has to tell; clients would not let
     * it.
     *
     * @param arguments texts, numbers and bytes
     * @throws StoreException if the server did not do as it was told
     */
    List<byte[]> run(Script script, List<String> keys, Object... arguments) {
        if (!breaker.permits()) {
            throw new StoreException("the guard's Redis did not answer and is left alone for a moment", null);
        }
        List<byte[]> names = new ArrayList<>(keys.size());
        keys.forEach(key -> names.add(bytes(key)));
        List<byte[]> values = new ArrayList<>(arguments.length);
        for (Object argument : arguments) {
            values.add(bytes(argument));
        }
        boolean interrupted = Thread.interrupted();
        try {
            List<byte[]> result = run(script, names, values);
            breaker.answered();
            return result;
        } catch (RuntimeException e) {
            judge(e);
            throw new StoreException("the guard's Redis did not do as it was told: " + e.getMessage(), e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private List<byte[]> run(Script script, List<byte[]> keys, List<byte[]> arguments) {
        try {
            return executor.runKnown(script.digest(), keys, arguments);
        } catch (RuntimeException e) {
            Complaint complaint = Complaint.of(e);
            if (complaint == null || !complaint.scriptIsNotKnown()) {
                throw e;
            }
            return executor.run(bytes(script.text()), keys, arguments);
        }
    }

    /** A server that complains is there. */
    private void judge(RuntimeException e) {
        Complaint complaint = Complaint.of(e);
        if (Thread.currentThread().isInterrupted()) {
            breaker.givenUp();
        } else if (complaint == null || complaint.serverIsAway()) {
            breaker.failed(e);
        } else {
            breaker.answered();
        }
    }

    /** Tells what is published in that channel, until what is returned is run. */
    Runnable listen(String channel, Consumer<String> listener) {
        return executor.listen(channel, listener);
    }

    static byte[] bytes(Object value) {
        return value instanceof byte[] bytes ? bytes : value.toString().getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }

    static long number(byte[] value) {
        return Long.parseLong(text(value));
    }

    /** Whether the first thing that a script says is yes. */
    static boolean yes(List<byte[]> said) {
        return said.get(0)[0] == '1';
    }

    /** So many milliseconds, at least one, a begun one counting in full. */
    static long millis(Duration duration) {
        return Math.max(1, duration.plusNanos(999_999).toMillis());
    }

    /** So many microseconds. */
    static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
