package dev.guardedtool.store.jdbc;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Wakes those of this process who wait for a row to change. Thread-safe. */
final class Changes {

    private final ConcurrentMap<String, CountDownLatch> awaited = new ConcurrentHashMap<>();

    /** To be asked for before one looks at the row, and waited for after. */
    CountDownLatch next(String id) {
        return awaited.computeIfAbsent(id, any -> new CountDownLatch(1));
    }

    void changed(String id) {
        CountDownLatch latch = awaited.remove(id);
        if (latch != null) {
            latch.countDown();
        }
    }

    /** Waits for the change, but no longer than that. Others who wait for the same are woken as well and look again. */
    void await(String id, CountDownLatch next, long nanos) throws InterruptedException {
        if (!next.await(nanos, TimeUnit.NANOSECONDS) && awaited.remove(id, next)) {
            next.countDown();
        }
    }

    /** Everything may have changed. */
    void all() {
        awaited.keySet().forEach(this::changed);
    }
}
