package dev.guardedtool.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.guardedtool.budget.Amount;
import dev.guardedtool.budget.BudgetBalance;
import dev.guardedtool.budget.BudgetKey;
import dev.guardedtool.budget.BudgetReservation;
import dev.guardedtool.budget.BudgetReservation.Share;
import dev.guardedtool.budget.BudgetStore;
import dev.guardedtool.budget.BudgetStoreContract;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Budgets in real databases keep what every store of budgets keeps. */
@ExtendWith(Database.Stopped.class)
@ParameterizedClass
@EnumSource
class JdbcBudgetStoreTests extends BudgetStoreContract {

    private final Database database;
    private HikariDataSource pool;
    private HikariDataSource otherPool;

    JdbcBudgetStoreTests(Database database) {
        this.database = database;
    }

    @Override
    protected BudgetStore store() throws SQLException {
        String url = database.fresh();
        pool = Database.pool(url, 4);
        otherPool = Database.pool(url, 4);
        return new JdbcBudgetStore(pool, Database.TIMEOUT);
    }

    @Override
    protected BudgetStore elsewhere() {
        return new JdbcBudgetStore(otherPool, Database.TIMEOUT);
    }

    @AfterEach
    void disconnect() {
        pool.close();
        otherPool.close();
    }

    @Override
    protected void advance(Duration time) throws SQLException {
        database.age(pool, time);
    }

    /** The leases of one reservation are begun by statements one after the other. */
    @Test
    void sharesWhoseLeasesEndOneAfterTheOtherAreAllGivenBack() throws SQLException {
        BudgetStore store = store();
        BudgetKey day = new BudgetKey("day", "ann", "today");
        BudgetKey team = new BudgetKey("team", "blue", "today");
        Amount estimate = new Amount(5, 0, 1, 0);
        store.reserve(new BudgetReservation(
                "one",
                "me",
                estimate,
                List.of(new Share(day, Amount.UNLIMITED, null), new Share(team, Amount.UNLIMITED, null)),
                Duration.ofHours(1)));

        for (int position = 0; position < 2; position++) {
            endLease(position);
            assertThat(store.recover()).hasSize(1);
        }

        assertThat(store.balance(day).committed()).isEqualTo(Amount.NONE);
        assertThat(store.balance(team).committed()).isEqualTo(Amount.NONE);
        assertThat(store.settle("one", estimate)).extracting(BudgetBalance::key).containsExactly(day, team);
    }

    private void endLease(int position) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update guard_budget_hold set ends_at = timestamp '2000-01-01 00:00:00'"
                    + " where position = " + position);
        }
    }

    @Override
    protected Instant now() {
        return Instant.now();
    }

    @Override
    protected int amounts() {
        return 15;
    }
}
