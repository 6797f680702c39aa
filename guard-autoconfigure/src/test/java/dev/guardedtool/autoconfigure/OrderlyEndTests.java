package dev.guardedtool.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.effect.EffectLedger;
import dev.guardedtool.effect.InMemoryEffectLedger;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Nothing of the guard goes on when its application has ended. */
class OrderlyEndTests {

    private static final Duration LEASE = Duration.ofMillis(60);

    private final Semaphore renewals = new Semaphore(0);

    @Test
    void leasesAreRenewedUntilTheApplicationEnds() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(GuardAutoConfiguration.class))
                .withPropertyValues("guard.secret-key=some key of sixteen bytes", "guard.tools.refund.effect=once")
                .withPropertyValues("guard.tools.refund.key=#id")
                .withBean(EffectLedger.class, this::ledger)
                .run(context -> {
                    GuardRun run = context.getBean(Guard.class).open(RunContext.anonymous());
                    assertThat(run.check(ToolCall.of("refund", "{\"id\":1}")).allowed())
                            .isTrue();
                    assertThat(renewals.tryAcquire(3, 1, TimeUnit.MINUTES)).isTrue();

                    context.close();

                    renewals.drainPermits();
                    assertThat(renewals.tryAcquire(10 * LEASE.toMillis(), TimeUnit.MILLISECONDS))
                            .isFalse();
                });
    }

    /** A ledger with a lease, which counts how often it is told that somebody is alive. */
    private EffectLedger ledger() {
        EffectLedger memory = new InMemoryEffectLedger(10, Clock.systemUTC());
        return (EffectLedger) Proxy.newProxyInstance(
                EffectLedger.class.getClassLoader(),
                new Class<?>[] {EffectLedger.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "lease" -> LEASE;
                    case "renew" -> renewed();
                    default -> method.invoke(memory, arguments);
                });
    }

    private int renewed() {
        renewals.release();
        return 1;
    }
}
