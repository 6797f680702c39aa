package dev.guardedtool.store.jdbc;

import dev.guardedtool.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Effects that commit together with what their tools write to the same database. Such an effect is never in doubt: it
 * happened if the transaction committed, and if that was given up it cannot commit any more. Thread-safe.
 */
public final class JdbcJointEffects {

    private final Connections connections;
    private final EffectSql sql;

    /**
     * The effects in the tables of a {@link JdbcEffectLedger}.
     *
     * @param dataSource gives connections that belong to no transaction
     * @param timeout for how long a statement may take
     * @throws UnsupportedDatabaseException if the database is another
     * @throws StoreException if the database does not answer
     */
    public JdbcJointEffects(DataSource dataSource, Duration timeout) {
        this.connections = new Connections(dataSource, timeout, Clock.systemUTC());
        this.sql = EffectSql.of(Dialect.of(connections.product()));
    }

    /**
     * From now on the effect happens by {@link #happened} and by nothing else. To be called before the transaction, by
     * which nothing was done yet.
     *
     * @param effect its reference
     * @param attempt which attempt carries it out
     * @throws EffectTakenException if that attempt does not hold the effect, or said so before
     * @throws StoreException if the database does not answer; nothing must be done then
     */
    public void begin(String effect, String attempt) {
        int begun = connections.update(sql.join(), statement -> ofAttempt(statement, effect, attempt));
        if (begun == 0) {
            throw new EffectTakenException(attempt);
        }
    }

    /**
     * The effect happens if and when the transaction of that connection commits. To be called last in it.
     *
     * @param connection neither committed nor closed here
     * @throws EffectTakenException if the effect was given up meanwhile; the transaction must be rolled back then
     * @throws StoreException if the database does not do it; the transaction must be rolled back then
     */
    public void happened(Connection connection, String effect, String attempt) {
        try (PreparedStatement statement = connection.prepareStatement(sql.happened())) {
            ofAttempt(statement, effect, attempt);
            if (statement.executeUpdate() == 0) {
                throw new EffectTakenException(attempt);
            }
        } catch (SQLException e) {
            throw new StoreException("an effect could not be written down: " + e.getMessage(), e);
        }
    }

    private static boolean ofAttempt(PreparedStatement statement, String effect, String attempt) throws SQLException {
        JdbcEffectLedger.ofCall(statement, 1, effect, attempt);
        return true;
    }
}
