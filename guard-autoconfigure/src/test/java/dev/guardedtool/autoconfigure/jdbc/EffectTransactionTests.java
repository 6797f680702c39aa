package dev.guardedtool.autoconfigure.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.guardedtool.Effect;
import dev.guardedtool.GuardDeniedException;
import dev.guardedtool.GuardTimeoutException;
import dev.guardedtool.GuardedTool;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.aop.GuardAspectAutoConfiguration;
import dev.guardedtool.autoconfigure.store.GuardStoreAutoConfiguration;
import dev.guardedtool.effect.EffectLedger;
import dev.guardedtool.store.jdbc.EffectTakenException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** What a tool writes to the guard's database commits together with that it did, or not at all. */
class EffectTransactionTests {

    private final ApplicationContextRunner stored = new ApplicationContextRunner()
            .withPropertyValues(
                    "guard.secret-key=some key of sixteen bytes",
                    "guard.store=jdbc",
                    "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
                    "spring.datasource.hikari.maximum-pool-size=4")
            .withConfiguration(AutoConfigurations.of(
                    GuardAutoConfiguration.class,
                    GuardJdbcAutoConfiguration.class,
                    GuardStoreAutoConfiguration.class,
                    GuardAspectAutoConfiguration.class,
                    AopAutoConfiguration.class,
                    DataSourceAutoConfiguration.class,
                    DataSourceTransactionManagerAutoConfiguration.class,
                    JdbcTemplateAutoConfiguration.class))
            .withUserConfiguration(Refunds.class);

    /** A tool as in the manual. */
    static class RefundTool {

        private final JdbcTemplate database;
        private final EffectTransaction transaction;

        RefundTool(JdbcTemplate database, EffectTransaction transaction) {
            this.database = database;
            this.transaction = transaction;
            database.execute("create table refund (order_id varchar)");
        }

        @GuardedTool(effect = Effect.ONCE, key = "#orderId")
        public String refund(String orderId, Runnable then) {
            return transaction.execute(status -> {
                database.update("insert into refund (order_id) values (?)", orderId);
                then.run();
                return "refunded " + orderId;
            });
        }

        @GuardedTool(effect = Effect.ONCE, key = "#orderId")
        public String failing(String orderId) {
            refundAgain(orderId);
            throw new IllegalArgumentException("the receipt cannot be written");
        }

        @GuardedTool(effect = Effect.ONCE, key = "#orderId")
        public String hesitant(String orderId, boolean now) {
            return transaction.execute(status -> {
                database.update("insert into refund (order_id) values (?)", orderId);
                if (!now) {
                    status.setRollbackOnly();
                }
                return now ? "done" : "not now";
            });
        }

        @GuardedTool(effect = Effect.ONCE, key = "#orderId")
        public String twice(String orderId) {
            refundAgain(orderId);
            return refundAgain(orderId);
        }

        @GuardedTool(effect = Effect.ONCE)
        public String derived(String orderId) {
            return refundAgain(orderId);
        }

        private String refundAgain(String orderId) {
            return transaction.execute(status -> {
                database.update("insert into refund (order_id) values (?)", orderId);
                return "refunded " + orderId;
            });
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Refunds {

        @Bean
        RefundTool refunds(JdbcTemplate database, EffectTransaction transaction) {
            return new RefundTool(database, transaction);
        }
    }

    private static String refund(ApplicationContext application, Runnable then) {
        return application.getBean(RefundTool.class).refund("A-1", then);
    }

    private static String refund(ApplicationContext application) {
        return refund(application, () -> {});
    }

    private static int rows(ApplicationContext application, String query) {
        return application
                .getBean(JdbcTemplate.class)
                .queryForList("select 1 from " + query)
                .size();
    }

    private static void nothingHappened(ApplicationContext application) {
        assertThat(rows(application, "refund")).isZero();
        assertThat(application.getBean(EffectLedger.class).inDoubt(10)).isEmpty();
        assertThat(rows(application, "guard_effect")).isZero();
    }

    @Test
    void bothCommit() {
        stored.run(application -> {
            String first = refund(application);

            assertThat(refund(application)).isEqualTo(first).isEqualTo("refunded A-1");
            assertThat(rows(application, "refund")).isOne();
            assertThat(rows(application, "guard_effect where state = 'E' and answer is not null and not joint"))
                    .isOne();
        });
    }

    @Test
    void whatCommittedIsNotCarriedOutAgainThoughItsToolFailed() {
        stored.withPropertyValues("guard.effects.wait-for=0s").run(application -> {
            RefundTool refunds = application.getBean(RefundTool.class);

            assertThatIllegalArgumentException().isThrownBy(() -> refunds.failing("A-1"));
            assertThatExceptionOfType(GuardDeniedException.class).isThrownBy(() -> refunds.failing("A-1"));

            assertThat(rows(application, "refund")).isOne();
        });
    }

    @Test
    void whatWasRolledBackIsCarriedOutAgainThoughItsToolAnswered() {
        stored.run(application -> {
            RefundTool refunds = application.getBean(RefundTool.class);

            assertThat(refunds.hesitant("A-1", false)).isEqualTo("not now");
            nothingHappened(application);
            assertThat(refunds.hesitant("A-1", true)).isEqualTo("done");

            assertThat(rows(application, "refund")).isOne();
        });
    }

    @Test
    void whileTheTransactionIsUnderWayItSurelyDidNotHappen() {
        stored.run(application -> refund(
                application,
                () -> assertThat(rows(application, "guard_effect where state = 'R' and joint"))
                        .isOne()));
    }

    @Test
    void aRollbackLeavesNoDoubt() {
        stored.run(application -> {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> refund(application, () -> {
                        throw new IllegalArgumentException("the connection to somewhere broke");
                    }));
            nothingHappened(application);

            assertThat(refund(application)).isEqualTo("refunded A-1");
            assertThat(rows(application, "refund")).isOne();
        });
    }

    @Test
    void whatComesAfterItsTimeIsRolledBack() {
        stored.withPropertyValues("guard.tools.refund.timeout=100ms").run(application -> {
            CountDownLatch late = new CountDownLatch(1);
            CompletableFuture<Void> ended = new CompletableFuture<>();
            assertThatExceptionOfType(GuardTimeoutException.class)
                    .isThrownBy(() -> refund(application, () -> stubborn(late, ended)));
            nothingHappened(application);

            late.countDown();

            ended.get(1, TimeUnit.MINUTES);
            assertThat(refund(application)).isEqualTo("refunded A-1");
            assertThat(rows(application, "refund")).isOne();
        });
    }

    /** Goes on although it is interrupted. */
    private static void stubborn(CountDownLatch late, CompletableFuture<Void> ended) {
        while (true) {
            try {
                late.await();
                ended.complete(null);
                return;
            } catch (InterruptedException e) {
                // It does not care.
            }
        }
    }

    @Test
    void aCallHasOneTransaction() {
        stored.run(application -> {
            assertThatExceptionOfType(EffectTakenException.class)
                    .isThrownBy(() -> application.getBean(RefundTool.class).twice("A-1"));

            assertThat(rows(application, "refund")).isOne();
            assertThat(rows(application, "guard_effect where state = 'E'")).isOne();
            assertThat(application.getBean(EffectLedger.class).inDoubt(10)).isEmpty();
        });
    }

    @Test
    void anEffectThatIsNotKeptInTheDatabaseHasAnOrdinaryTransaction() {
        stored.run(application -> {
            RefundTool tool = application.getBean(RefundTool.class);

            assertThat(tool.derived("A-1")).isEqualTo("refunded A-1");

            assertThat(rows(application, "refund")).isOne();
            assertThat(rows(application, "guard_effect")).isZero();
        });
    }

    @Test
    void aPoolOfOneIsEnough() {
        stored.withPropertyValues("spring.datasource.hikari.maximum-pool-size=1")
                .run(application -> assertThat(refund(application)).isEqualTo("refunded A-1"));
    }

    @Test
    void aTransactionOfAnotherDatabaseIsRefused() {
        PlatformTransactionManager elsewhere = new JdbcTransactionManager(DataSourceBuilder.create()
                .url("jdbc:h2:mem:" + UUID.randomUUID())
                .build());
        stored.withBean(PlatformTransactionManager.class, () -> elsewhere).run(application -> {
            assertThatIllegalStateException()
                    .isThrownBy(() -> refund(application))
                    .withMessageContaining("DataSource that the guard keeps its tables in");

            nothingHappened(application);
        });
    }

    @Test
    void outsideOfAGuardedCallItIsATransactionLikeAnyOther() {
        stored.run(application -> {
            EffectTransaction transaction = application.getBean(EffectTransaction.class);
            JdbcTemplate database = application.getBean(JdbcTemplate.class);
            transaction.execute(status -> database.update("insert into refund (order_id) values ('A-1')"));
            transaction.execute(status -> {
                status.setRollbackOnly();
                return database.update("insert into refund (order_id) values ('A-2')");
            });

            assertThat(rows(application, "refund")).isOne();
            assertThat(rows(application, "guard_effect")).isZero();
        });
    }
}
