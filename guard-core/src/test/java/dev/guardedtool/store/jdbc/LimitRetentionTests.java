package dev.guardedtool.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.guardedtool.store.KeptSubject;
import dev.guardedtool.store.KeptSubject.Stores;
import dev.guardedtool.testing.Together;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Of budgets, rates, attempts, facts and snapshots what is over is removed, a few at a time, and nothing else. */
@ExtendWith(Database.Stopped.class)
class LimitRetentionTests {

    private static final int OLD = 25;
    private static final int BATCH = 10;
    private static final Map<KeptSubject, List<String>> TABLES = Map.of(
            KeptSubject.BUDGETS, List.of("guard_budget", "guard_budget_hold"),
            KeptSubject.RATES, List.of("guard_rate", "guard_rate_call"),
            KeptSubject.ATTEMPTS, List.of("guard_attempt"),
            KeptSubject.FACTS, List.of("guard_fact"),
            KeptSubject.RUNS, List.of("guard_run"));

    static Stream<Arguments> everywhere() {
        return Stream.of(Database.values())
                .flatMap(database -> Stream.of(KeptSubject.values()).map(subject -> Arguments.of(database, subject)));
    }

    private static Stores stores(DataSource pool) {
        return new Stores(
                new JdbcBudgetStore(pool, Database.TIMEOUT),
                new JdbcRateStore(pool, Database.TIMEOUT),
                new JdbcAttemptStore(pool, Database.TIMEOUT, KeptSubject.HOUR),
                new JdbcFactStore(pool, Database.TIMEOUT),
                new JdbcRunStore(pool, Database.TIMEOUT, KeptSubject.HOUR));
    }

    private static long remove(Stores stores, KeptSubject subject) {
        return switch (subject) {
            case BUDGETS -> ((JdbcBudgetStore) stores.budgets()).removeExpired(BATCH);
            case RATES -> ((JdbcRateStore) stores.rates()).removeExpired(BATCH);
            case ATTEMPTS -> ((JdbcAttemptStore) stores.attempts()).removeExpired(BATCH);
            case FACTS -> ((JdbcFactStore) stores.facts()).removeExpired(BATCH);
            case RUNS -> ((JdbcRunStore) stores.runs()).removeExpired(BATCH);
        };
    }

    private static long rows(HikariDataSource pool, KeptSubject subject) throws SQLException {
        long rows = 0;
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES.get(subject)) {
                try (ResultSet count = statement.executeQuery("select count(*) from " + table)) {
                    count.next();
                    rows += count.getLong(1);
                }
            }
        }
        return rows;
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void onlyWhatIsOverIsRemoved(Database database, KeptSubject subject) throws SQLException {
        try (HikariDataSource pool = Database.pool(database.fresh(), 2)) {
            Stores stores = stores(pool);
            IntStream.range(0, OLD).forEach(i -> subject.keep(stores, "old " + i));
            database.age(pool, KeptSubject.HOUR.dividedBy(2));
            subject.keep(stores, "living");
            subject.keep(stores, "old 7 but lately");
            long living = rows(pool, subject) / (OLD + 2) * 2;

            assertThat(remove(stores, subject)).isZero();
            database.age(pool, Duration.ofMinutes(31));
            assertThat(remove(stores, subject)).isPositive();

            assertThat(rows(pool, subject)).isEqualTo(living);
            assertThat(remove(stores, subject)).isZero();
            assertThat(subject.knows(stores, "living")).isTrue();
            assertThat(subject.knows(stores, "old 7 but lately")).isTrue();
            assertThat(subject.knows(stores, "old 8")).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void severalWhoRemoveAtOnceDoNoHarm(Database database, KeptSubject subject) throws Exception {
        try (HikariDataSource pool = Database.pool(database.fresh(), 4)) {
            Stores stores = stores(pool);
            IntStream.range(0, OLD).forEach(i -> subject.keep(stores, "old " + i));
            database.age(pool, KeptSubject.HOUR.plusMinutes(1));
            long over = rows(pool, subject);
            subject.keep(stores, "living");

            List<Long> removed = Together.run(4, i -> remove(stores, subject));

            assertThat(removed.stream().mapToLong(Long::longValue).sum() + remove(stores, subject))
                    .isEqualTo(over);
            assertThat(subject.knows(stores, "living")).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void noStatementRemovesMoreThanItMay(Database database, KeptSubject subject) throws SQLException {
        try (HikariDataSource pool = Database.pool(database.fresh(), 2)) {
            List<Integer> changed = new ArrayList<>();
            Stores stores = stores(telling(DataSource.class, pool, changed));
            IntStream.range(0, OLD).forEach(i -> subject.keep(stores, "old " + i));
            database.age(pool, Duration.ofDays(2));
            changed.clear();

            remove(stores, subject);

            assertThat(changed).contains(BATCH, OLD % BATCH).allMatch(rows -> rows <= BATCH);
        }
    }

    /** Tells how many rows each statement of it changes. */
    private static <T> T telling(Class<T> type, Object target, List<Integer> changed) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object result = method.invoke(target, arguments);
                    if (method.getName().equals("executeUpdate")) {
                        changed.add((Integer) result);
                    }
                    Class<?> returned = method.getReturnType();
                    return returned == Connection.class || returned == PreparedStatement.class
                            ? telling(returned, result, changed)
                            : result;
                }));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSetAsideKeepsABudgetThatIsOver(Database database) throws SQLException {
        try (HikariDataSource pool = Database.pool(database.fresh(), 2)) {
            Stores stores = stores(pool);
            KeptSubject.hold(stores, "held");
            database.age(pool, KeptSubject.HOUR.plusMinutes(1));

            assertThat(remove(stores, KeptSubject.BUDGETS)).isZero();
            assertThat(stores.budgets().recover()).hasSize(1);
            assertThat(remove(stores, KeptSubject.BUDGETS)).isEqualTo(0);
            database.age(pool, Duration.ofDays(1));
            assertThat(remove(stores, KeptSubject.BUDGETS)).isEqualTo(2);
            assertThat(rows(pool, KeptSubject.BUDGETS)).isZero();
        }
    }
}
