package dev.guardedtool.store.jdbc;

import dev.guardedtool.store.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/** The tables that the stores need. */
public final class JdbcSchema {

    /** Which version of the tables these classes work with. */
    public static final int VERSION = 3;

    private static final String FOLDER = "dev/guardedtool/store/jdbc/";

    private static final List<String> NO_SUCH_TABLE = List.of("42P01", "42S02", "42S03", "42S04");

    private JdbcSchema() {}

    /**
     * The script that makes the tables where they are not there, as a location on the class path.
     *
     * @throws UnsupportedDatabaseException if there is none for that database
     * @throws StoreException if the database does not answer
     */
    public static String script(DataSource dataSource) {
        Dialect dialect = Dialect.of(new Connections(dataSource).product());
        return FOLDER + "schema-" + dialect.name().toLowerCase(Locale.ROOT) + ".sql";
    }

    /**
     * Looks whether the tables are there.
     *
     * @throws SchemaException if they are not, or those of another version are
     * @throws StoreException if the database does not answer
     */
    public static void verify(DataSource dataSource) {
        Integer version;
        try {
            version = new Connections(dataSource).run("select max(version) from guard_schema", statement -> {
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? row.getInt(1) : 0;
                }
            });
        } catch (StoreException e) {
            if (e.getCause() instanceof SQLException cause && NO_SUCH_TABLE.contains(cause.getSQLState())) {
                throw new SchemaException("The tables of the guard are not there", script(dataSource));
            }
            throw e;
        }
        if (version != VERSION) {
            throw new SchemaException(
                    "The tables of the guard are of version " + version + ", not " + VERSION, script(dataSource));
        }
    }
}
