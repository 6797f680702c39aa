package dev.guardedtool.autoconfigure.jdbc;

import dev.guardedtool.autoconfigure.GuardProperties;
import dev.guardedtool.store.AnswerCipher;
import dev.guardedtool.store.jdbc.JdbcSchema;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The tables of the guard, known to be there.
 *
 * @param connections gives connections that are never those of a transaction of the application
 * @param timeout for how long a statement may take
 * @param cipher encrypts what tools answered; null where it is not kept
 */
record GuardTables(
        DataSource connections, Duration timeout, @Nullable AnswerCipher cipher) {

    static GuardTables of(GuardDatabase database, GuardProperties properties) {
        AnswerCipher cipher = properties.jdbc().cipher(properties.secretKey());
        JdbcSchema.verify(database.connections());
        return new GuardTables(database.connections(), properties.jdbc().timeout(), cipher);
    }
}
