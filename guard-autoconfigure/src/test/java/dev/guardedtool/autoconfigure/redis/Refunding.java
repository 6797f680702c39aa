package dev.guardedtool.autoconfigure.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.actuate.GuardCoverageAutoConfiguration;
import dev.guardedtool.autoconfigure.actuate.GuardEndpointAutoConfiguration;
import dev.guardedtool.autoconfigure.store.GuardStoreAutoConfiguration;
import dev.guardedtool.engine.Guard;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** Applications that refund orders. */
final class Refunding {

    private static final ToolCall REFUND = ToolCall.of("refund", "{\"orderId\":\"A-1\"}");

    private Refunding() {}

    /** Without Redis. */
    static ApplicationContextRunner guarded() {
        return new ApplicationContextRunner()
                .withPropertyValues(
                        "guard.secret-key=some key of sixteen bytes",
                        "guard.tools.refund.effect=once",
                        "guard.tools.refund.key=#orderId",
                        "management.endpoints.web.exposure.include=*")
                .withConfiguration(AutoConfigurations.of(
                        GuardAutoConfiguration.class,
                        GuardRedisAutoConfiguration.class,
                        GuardStoreAutoConfiguration.class,
                        GuardCoverageAutoConfiguration.class,
                        GuardEndpointAutoConfiguration.class));
    }

    /** With a Redis that the guard does not use. */
    static ApplicationContextRunner withRedis() {
        return guarded()
                .withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
                .withPropertyValues("spring.data.redis.url=redis://127.0.0.1:" + RedisServer.port());
    }

    /** With effects in Redis. */
    static ApplicationContextRunner stored() {
        return withRedis().withPropertyValues("guard.store=redis");
    }

    static ToolOutcome refund(ApplicationContext application) {
        try (var run = application.getBean(Guard.class).open(RunContext.anonymous())) {
            return run.call(REFUND, arguments -> "refunded");
        }
    }

    static void refundInDoubt(ApplicationContext application) {
        try (var run = application.getBean(Guard.class).open(RunContext.anonymous())) {
            run.call(REFUND, arguments -> {
                throw new IllegalStateException("the connection broke");
            });
        }
    }

    static Decision again(ApplicationContext application) {
        try (var run = application.getBean(Guard.class).open(RunContext.anonymous())) {
            return run.check(REFUND);
        }
    }

    /** One instance refunds while another one is asked for the same. */
    static void refundedOnceByTwo(ApplicationContext one, ApplicationContext other) throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<ToolOutcome> first = CompletableFuture.supplyAsync(() -> {
            try (var run = one.getBean(Guard.class).open(RunContext.anonymous())) {
                return run.call(REFUND, arguments -> {
                    running.countDown();
                    asked.await();
                    return "refunded once";
                });
            }
        });
        running.await();
        CompletableFuture<ToolOutcome> second = CompletableFuture.supplyAsync(() -> refund(other));
        asked.countDown();

        assertThat(first.get(1, TimeUnit.MINUTES).executed()).isTrue();
        assertThat(second.get(1, TimeUnit.MINUTES).executed()).isFalse();
        assertThat(second.get(1, TimeUnit.MINUTES).payload()).isEqualTo("refunded once");
    }
}
