package dev.guardedtool.autoconfigure.redis;

import static dev.guardedtool.autoconfigure.redis.Refunding.refund;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.GuardReason;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.engine.Guard;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** A cluster and a server with sentinels keep what a single server keeps. */
@Tag("long")
class RedisTopologyTests {

    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);

    private final ApplicationContextRunner application = Refunding.guarded()
            .withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
            .withPropertyValues(
                    "guard.store=redis",
                    "guard.budget.limits.everybody.scope=global",
                    "guard.budget.limits.everybody.window=month",
                    "guard.budget.limits.everybody.max-calls=100",
                    "guard.tools.refund.max-attempts=5",
                    "guard.tools.refund.rate-limit[0].max=50",
                    "guard.tools.refund.rate-limit[0].period=1h");

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void aClusterOfThreeNodes(String client) throws IOException {
        try (RedisServers servers = RedisServers.cluster()) {
            ApplicationContextRunner clustered = application.withPropertyValues(
                    "spring.data.redis.client-type=" + client, "spring.data.redis.cluster.nodes=" + servers.nodes());

            clustered.run(one -> clustered.run(other -> {
                uses(client, one);
                for (int order = 0; order < 20; order++) {
                    ToolCall call = ToolCall.of("refund", "{\"orderId\":\"B-" + order + "\"}");
                    assertThat(called(one, call).executed()).isTrue();
                    assertThat(called(other, call).decision()).isInstanceOf(Decision.Cache.class);
                }
                Refunding.refundedOnceByTwo(one, other);
            }));

            assertThat(servers.keys()).allMatch(keys -> keys > 0);
        }
    }

    private static void uses(String client, ApplicationContext context) {
        assertThat(context.getBean(RedisConnectionFactory.class).getClass().getSimpleName())
                .startsWithIgnoringCase(client);
    }

    private static ToolOutcome called(ApplicationContext application, ToolCall call) {
        try (var run = application.getBean(Guard.class).open(RunContext.anonymous())) {
            return run.call(call, arguments -> "refunded");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lettuce", "jedis"})
    void aReplicaThatTakesOverKnowsWhatItWasTold(String client) throws IOException {
        try (RedisServers servers = RedisServers.watched("orders")) {
            application
                    .withPropertyValues(
                            "spring.data.redis.client-type=" + client,
                            "spring.data.redis.sentinel.master=orders",
                            "spring.data.redis.sentinel.nodes=" + servers.sentinels())
                    .run(context -> {
                        uses(client, context);
                        assertThat(refund(context).executed()).isTrue();

                        servers.stopFirst();

                        assertThat(onceItAnswers(context).decision()).isInstanceOf(Decision.Cache.class);
                    });
        }
    }

    private static ToolOutcome onceItAnswers(ApplicationContext context) {
        long end = System.nanoTime() + PATIENCE;
        ToolOutcome outcome = refund(context);
        while (System.nanoTime() < end && outcome.decision().reason() == GuardReason.EFFECT_STORE_UNAVAILABLE) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            outcome = refund(context);
        }
        return outcome;
    }
}
