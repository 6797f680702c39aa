package dev.guardedtool.store;

import dev.guardedtool.Effect;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.ToolResult;
import dev.guardedtool.effect.DelegatingLedger;
import dev.guardedtool.effect.EffectKey;
import dev.guardedtool.effect.EffectLedger;
import dev.guardedtool.effect.EffectRecord;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.signature.Fingerprint;
import dev.guardedtool.testing.Given;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One instance of an application that refunds orders at random, in a process of its own or in that of the test. */
final class Instance implements AutoCloseable {

    static final Duration LEASE = Duration.ofMinutes(30);

    private static final int THREADS = 3;
    private static final int NEWEST = 12;

    private final SharedStore.Connection store;
    private final int port;
    private final Guard guard;
    private final Hook hook;

    /** Told where the instance is, and with which order. */
    interface Hook {

        void at(CrashStep step, String order);
    }

    Instance(String url, int port, Hook hook) {
        this.store = SharedStore.connect(url, LEASE);
        this.port = port;
        this.hook = hook;
        this.guard = Given.guard(policy()).effects(new Hooked(store.ledger())).build();
    }

    private static GuardPolicy policy() {
        return Given.tool("refund", tool -> tool.effect(Effect.ONCE).key("#orderId"))
                .withEffects(Policies.impatient());
    }

    private final class Hooked extends DelegatingLedger {

        Hooked(EffectLedger ledger) {
            super(ledger);
        }

        @Override
        public Optional<EffectRecord> reserve(EffectKey key, Fingerprint arguments, String callId, String owner) {
            String now = callId.split("/")[1];
            hook.at(CrashStep.BEFORE_RESERVE, now);
            Optional<EffectRecord> known = super.reserve(key, arguments, callId, owner);
            if (known.isEmpty()) {
                hook.at(CrashStep.AFTER_RESERVE, now);
            }
            return known;
        }

        @Override
        public boolean complete(EffectKey key, String callId, ToolResult answer, @Nullable Duration ttl) {
            String now = callId.split("/")[1];
            hook.at(CrashStep.BEFORE_COMPLETE, now);
            boolean completed = super.complete(key, callId, answer, ttl);
            hook.at(CrashStep.AFTER_COMPLETE, now);
            return completed;
        }
    }

    ToolOutcome refund(String order) {
        try (GuardRun run = guard.open(Given.tenant("acme"));
                Downstream.Client downstream = new Downstream.Client(port)) {
            ToolCall call =
                    ToolCall.of("refund", "{\"orderId\":\"" + order + "\"}").withId(order);
            return run.call(call, arguments -> {
                hook.at(CrashStep.BEFORE_REQUEST, order);
                downstream.send(order);
                hook.at(CrashStep.AFTER_REQUEST, order);
                String answer = downstream.answer();
                hook.at(CrashStep.AFTER_ANSWER, order);
                return answer;
            });
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        store.close();
    }

    /**
     * Refunds orders at random until it stands at a step for the so-and-so-manieth time; there it says so and waits to be
     * killed.
     */
    public static void main(String[] args) throws InterruptedException {
        CrashStep step = CrashStep.valueOf(args[2]);
        AtomicInteger left = new AtomicInteger(Integer.parseInt(args[3]));
        int orders = Integer.parseInt(args[4]);
        long seed = Long.parseLong(args[5]);
        Instance instance = new Instance(args[0], Integer.parseInt(args[1]), (now, order) -> {
            if (now == step && left.decrementAndGet() == 0) {
                System.out.println("at " + order);
                forEver();
            }
        });
        System.out.println("up");
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(seed + i);
            new Thread(() -> {
                        while (true) {
                            int newest = orders - 1 - random.nextInt(NEWEST);
                            instance.refund("order-" + (random.nextBoolean() ? newest : random.nextInt(orders)));
                        }
                    })
                    .start();
        }
        forEver();
    }

    private static void forEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
