package dev.guardedtool.autoconfigure.gateway;

import dev.guardedtool.budget.GatewayAnswer;
import dev.guardedtool.budget.GatewayAnswer.Granted;
import dev.guardedtool.budget.GatewayUnavailableException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the gateway what was spent, again and again until it knows. Thread-safe. */
final class SettlementQueue {

    private static final Logger log = LoggerFactory.getLogger(SettlementQueue.class);

    private static final int SLOWEST = 9;

    private final Exchange exchange;
    private final SettlementJournal journal;
    private final ScheduledExecutorService worker;
    private final Duration pause;
    private final AtomicInteger pending = new AtomicInteger();

    /**
     * A queue that begins with what the journal has.
     *
     * @param worker one thread that does nothing else
     * @param pause how long to wait before the second try; twice as long before each further one
     */
    SettlementQueue(Exchange exchange, SettlementJournal journal, ScheduledExecutorService worker, Duration pause) {
        this.exchange = exchange;
        this.journal = journal;
        this.worker = worker;
        this.pause = pause;
        journal.unfinished().forEach(settlement -> deliver(settlement, 0, Duration.ZERO));
    }

    /** How many settlements the gateway does not know yet. */
    int pending() {
        return pending.get();
    }

    void add(Settlement settlement) {
        try {
            journal.begin(settlement);
        } catch (RuntimeException e) {
            log.error("What was spent could not be written down; it is lost if this process ends too early", e);
        }
        deliver(settlement, 0, Duration.ZERO);
    }

    private void deliver(Settlement settlement, int failures, Duration after) {
        if (failures == 0) {
            pending.incrementAndGet();
        }
        try {
            ScheduledFuture<?> unused =
                    worker.schedule(() -> attempt(settlement, failures), after.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.warn("What was spent is told to the budget gateway by the next process, if there is a journal");
        }
    }

    private void attempt(Settlement settlement, int failures) {
        try {
            tell(settlement);
        } catch (GatewayUnavailableException e) {
            if (!e.refused()) {
                log.debug("The budget gateway could not be told what was spent; it is told again later", e);
                deliver(settlement, failures + 1, pause.multipliedBy(1L << Math.min(failures, SLOWEST)));
                return;
            }
            log.error("The budget gateway does not take what was spent for {}", settlement.key(), e);
        } catch (RuntimeException e) {
            log.error("The budget gateway could not be told what was spent for {}", settlement.key(), e);
        }
        ended(settlement);
    }

    private void tell(Settlement settlement) {
        String reservation = settlement.reservation();
        if (reservation == null) {
            GatewayAnswer answer = Wire.answer(exchange.post("reserve", settlement.key(), settlement.request()));
            if (!(answer instanceof Granted granted)) {
                if (settlement.used().micros() > 0) {
                    log.error("The budget gateway does not grant what was spent for {}: {}", settlement.key(), answer);
                }
                return;
            }
            reservation = granted.reservation();
        }
        Reply reply = exchange.post(
                "settle",
                settlement.key() + "/settle",
                Wire.settle(reservation, settlement.used()).toString());
        if (!reply.granted()) {
            log.warn("The budget gateway says that more was spent than there was: {}", reply.status());
        }
    }

    private void ended(Settlement settlement) {
        pending.decrementAndGet();
        try {
            journal.end(settlement);
        } catch (RuntimeException e) {
            log.warn("It could not be written down that the budget gateway knows; it is told again", e);
        }
    }
}
