package dev.guardedtool.autoconfigure.redis;

import static dev.guardedtool.autoconfigure.redis.Refunding.refund;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.guardedtool.Decision;
import dev.guardedtool.GuardReason;
import dev.guardedtool.autoconfigure.store.NoStoreFailureAnalyzer;
import dev.guardedtool.autoconfigure.store.StoreHint;
import dev.guardedtool.effect.EffectLedger;
import dev.guardedtool.effect.InMemoryEffectLedger;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Effects are kept in Redis where that was asked for, and only there. */
@ExtendWith({RedisServer.class, OutputCaptureExtension.class})
class RedisStoreTests {

    private final ApplicationContextRunner guarded = Refunding.guarded();
    private final ApplicationContextRunner withRedis = Refunding.withRedis();
    private final ApplicationContextRunner stored = Refunding.stored();

    /** Tests are quiet by default, and silence would prove nothing then. */
    @BeforeEach
    void listen() {
        ((Logger) LoggerFactory.getLogger(StoreHint.class)).setLevel(Level.INFO);
        ((Logger) LoggerFactory.getLogger(GuardServer.class)).setLevel(Level.WARN);
    }

    @Test
    void anApplicationStartsWhileTheServerIsAway(CapturedOutput output) {
        RedisServer.stop();

        stored.run(application ->
                assertThat(refund(application).decision().reason()).isEqualTo(GuardReason.EFFECT_STORE_UNAVAILABLE));

        assertThat(output).contains("effects are refused until it answers");
    }

    @Test
    void withoutBeingAskedNothingIsKeptThere(CapturedOutput output) {
        withRedis.run(application -> {
            assertThat(application).doesNotHaveBean(EffectLedger.class);
            refund(application);
            assertThat(application.getBean(StringRedisTemplate.class).keys("*")).isEmpty();
        });

        assertThat(output).contains("guard.store=redis");
    }

    @Test
    void withoutRedisNothingIsSaidOfIt(CapturedOutput output) {
        guarded.run(application -> assertThat(application).hasNotFailed().doesNotHaveBean(EffectLedger.class));

        assertThat(output).doesNotContain("redis");
    }

    @Test
    void aLedgerOfTheApplicationWins(CapturedOutput output) {
        EffectLedger ledger = new InMemoryEffectLedger(10, Clock.systemUTC());

        stored.withBean(EffectLedger.class, () -> ledger)
                .run(application ->
                        assertThat(application.getBean(EffectLedger.class)).isSameAs(ledger));

        assertThat(output).doesNotContain("guard.store=redis");
    }

    @Test
    void theGuardMayHaveARedisOfItsOwn() {
        stored.withPropertyValues("spring.data.redis.url=redis://127.0.0.1:1")
                .withUserConfiguration(OwnRedis.class)
                .run(application -> assertThat(refund(application).executed()).isTrue());
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnRedis {

        @Bean(defaultCandidate = false)
        @GuardRedis
        LettuceConnectionFactory own() {
            return new LettuceConnectionFactory("127.0.0.1", RedisServer.port());
        }
    }

    @Test
    void anApplicationMayUseJedis() {
        stored.withPropertyValues("spring.data.redis.client-type=jedis").run(application -> {
            assertThat(application.getBean(RedisConnectionFactory.class)).isInstanceOf(JedisConnectionFactory.class);
            assertThat(refund(application).executed()).isTrue();
            assertThat(refund(application).decision()).isInstanceOf(Decision.Cache.class);

            RedisServer.stop();
            assertThat(refund(application).decision().reason()).isEqualTo(GuardReason.EFFECT_STORE_UNAVAILABLE);
        });
    }

    @Test
    void withoutARedisTheStartFails() {
        fails(guarded.withPropertyValues("guard.store=redis"), "no RedisConnectionFactory", "spring.data.redis.url");
    }

    @Test
    void severalOfWhichNoneIsTheGuardsFailTheStart() {
        fails(
                stored.withBean(
                                "second",
                                RedisConnectionFactory.class,
                                () -> new LettuceConnectionFactory("127.0.0.1", 1))
                        .withBean(
                                "third",
                                RedisConnectionFactory.class,
                                () -> new LettuceConnectionFactory("127.0.0.1", 1)),
                "several",
                "@GuardRedis");
    }

    @Test
    void withoutTheClassesOfBootForRedisTheStartFails() {
        fails(
                guarded.withPropertyValues("guard.store=redis")
                        .withClassLoader(new FilteredClassLoader("org.springframework.boot.data.redis")),
                "not on the class path",
                "spring-boot-starter-data-redis");
    }

    @Test
    void aServerThatRemovesWhatIsInUseFailsTheStart(CapturedOutput output) {
        RedisServer.ask("config", "set", "maxmemory", "100mb");
        RedisServer.ask("config", "set", "maxmemory-policy", "allkeys-lru");

        fails(stored, "allkeys-lru", "noeviction");
        stored.withPropertyValues("guard.redis.eviction=warn")
                .run(application -> assertThat(refund(application).executed()).isTrue());
        assertThat(output).contains("allkeys-lru", "append-only");
    }

    private static void fails(ApplicationContextRunner runner, String description, String action) {
        runner.run(application -> {
            assertThat(application).hasFailed();
            assertThat(new NoStoreFailureAnalyzer().analyze(application.getStartupFailure()))
                    .satisfies(analysis -> {
                        assertThat(analysis.getDescription()).contains(description);
                        assertThat(analysis.getAction()).contains(action, "guard.store");
                    });
        });
    }

    @ParameterizedTest
    @CsvSource({"lease=0s", "timeout=1ms", "prefix={x}", "maintenance-interval=2d"})
    void settingsHaveBounds(String setting) {
        stored.withPropertyValues("guard.redis." + setting)
                .run(application -> assertThat(application)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("redis." + setting.substring(0, setting.indexOf('='))));
    }
}
