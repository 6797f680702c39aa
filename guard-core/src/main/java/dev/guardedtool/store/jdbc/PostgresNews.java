package dev.guardedtool.store.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a connection to PostgreSQL was notified of. JDBC has no word for it; the driver's is looked up by name, so that
 * the guard is compiled and runs without the driver.
 *
 * @param connection the driver's own
 * @param next its method that waits for notifications
 * @param text the method of a notification that tells what was sent with it
 */
record PostgresNews(Object connection, Method next, Method text) {

    /**
     * News of that connection.
     *
     * @throws SQLException if it is not of a driver that can be asked for them
     */
    static PostgresNews of(Connection connection) throws SQLException {
        try {
            Class<?> driver = Class.forName("org.postgresql.PGConnection");
            Class<?> notification = Class.forName("org.postgresql.PGNotification");
            return new PostgresNews(
                    connection.unwrap(driver),
                    driver.getMethod("getNotifications", int.class),
                    notification.getMethod("getParameter"));
        } catch (ReflectiveOperationException e) {
            throw new SQLException("the driver of PostgreSQL cannot be asked for notifications", e);
        }
    }

    /** What was sent since, waiting that long for the first; empty if there was nothing. */
    List<String> next(int millis) throws SQLException {
        try {
            Object[] heard = (Object[]) next.invoke(connection, millis);
            List<String> texts = new ArrayList<>();
            for (Object one : heard == null ? new Object[0] : heard) {
                texts.add((String) text.invoke(one));
            }
            return texts;
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof SQLException failure ? failure : new SQLException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new SQLException(e);
        }
    }
}
