package dev.guardedtool.execution;

import dev.guardedtool.engine.ToolBody;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A tool that hangs until it is let go. */
final class Hanging {

    private static final int LIMIT_SECONDS = 60;

    private final CountDownLatch letGo = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final AtomicInteger begins = new AtomicInteger();
    private final AtomicInteger interrupts = new AtomicInteger();

    /** Ends when it is interrupted. */
    ToolBody obedient() {
        return arguments -> {
            begin();
            try {
                letGo.await();
            } catch (InterruptedException e) {
                interrupts.incrementAndGet();
                throw e;
            }
            return "done";
        };
    }

    /** Goes on when it is interrupted. */
    ToolBody stubborn() {
        return arguments -> {
            begin();
            while (true) {
                try {
                    letGo.await();
                    return "done";
                } catch (InterruptedException e) {
                    interrupts.incrementAndGet();
                }
            }
        };
    }

    private void begin() {
        begins.incrementAndGet();
        begun.countDown();
    }

    void letGo() {
        letGo.countDown();
    }

    void awaitBegin() throws InterruptedException {
        if (!begun.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the tool was not begun");
        }
    }

    int begins() {
        return begins.get();
    }

    int interrupts() {
        return interrupts.get();
    }
}
