package dev.guardedtool.store.jdbc;

import dev.guardedtool.store.StoreException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Shares out what one instance has to do for all: whoever asks first when a task is due does it, and the others wait until
 * it is due again. An instance that dies is followed by another then. Time is the database's. Thread-safe.
 */
public final class JdbcTasks {

    private final Connections connections;
    private final Dialect dialect;
    private final String owner;
    private final String insert;
    private final String takeOver;

    /**
     * The tasks of that database.
     *
     * @param owner names this instance
     * @throws StoreException if the database does not answer
     */
    public JdbcTasks(DataSource dataSource, String owner) {
        this.connections = new Connections(dataSource);
        this.dialect = Dialect.of(connections.product());
        this.owner = owner;
        String due = " where guard_task.due_again <= " + dialect.now();
        String values = "insert into guard_task (owner, due_again, name) values (?, " + dialect.later() + ", ?)";
        this.takeOver = "update guard_task set owner = ?, due_again = " + dialect.later() + due + " and name = ?";
        this.insert = dialect.upserts()
                ? values + " on conflict (name) do update set owner = excluded.owner, due_again = excluded.due_again"
                        + due
                : values;
    }

    /**
     * Whether the task is due and this instance is to do it now.
     *
     * @param pause when it is due again
     * @throws StoreException if the database does not answer
     */
    public boolean take(String task, Duration pause) {
        if (!dialect.upserts() && changed(takeOver, task, pause)) {
            return true;
        }
        return changed(insert, task, pause);
    }

    private boolean changed(String sql, String task, Duration pause) {
        return connections.run(sql, statement -> {
            statement.setString(1, owner);
            EffectRows.duration(statement, 2, pause);
            statement.setString(3, task);
            return rows(statement) > 0;
        });
    }

    private static int rows(PreparedStatement statement) throws SQLException {
        try {
            return statement.executeUpdate();
        } catch (SQLException e) {
            if (Dialect.duplicate(e)) {
                return 0;
            }
            throw e;
        }
    }
}
