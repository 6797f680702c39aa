package dev.guardedtool.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.h2.tools.Server;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.ds.PGSimpleDataSource;

/** A real database that tests start, with the tables of the guard in it. */
public enum Database {

    /** In this process. */
    H2("schema-h2.sql", "dateadd(microsecond, -%d, %s)") {
        @Override
        String url() {
            return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        }
    },

    /** A server of its own, with one database for all tests of this process. */
    POSTGRESQL("schema-postgresql.sql", "%2$s - cast(%1$d as bigint) * interval '1 microsecond'") {
        @Override
        String url() throws SQLException {
            execute(server().getPostgresDatabase(), "drop table if exists " + String.join(", ", TABLES));
            return server().getJdbcUrl("postgres", "postgres");
        }
    };

    /** For how long a statement may take in tests. */
    private static final List<String> TABLES = List.of(
            "guard_effect",
            "guard_task",
            "guard_schema",
            "guard_budget",
            "guard_budget_hold",
            "guard_rate",
            "guard_rate_call",
            "guard_attempt",
            "guard_fact",
            "guard_run");

    private static final Map<String, List<String>> TIMES = Map.of(
            "guard_effect", List.of("reserved_at", "expires_at"),
            "guard_budget", List.of("expires_at"),
            "guard_budget_hold", List.of("ends_at", "expires_at"),
            "guard_rate", List.of("expires_at"),
            "guard_rate_call", List.of("expires_at"),
            "guard_attempt", List.of("expires_at"),
            "guard_fact", List.of("expires_at"),
            "guard_run", List.of("expires_at"));

    public static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final String RESOURCES = "/dev/guardedtool/store/jdbc/";

    private static @Nullable EmbeddedPostgres server;

    private final String schema;
    private final String earlier;

    Database(String schema, String earlier) {
        this.schema = schema;
        this.earlier = earlier;
    }

    abstract String url() throws SQLException;

    private static synchronized EmbeddedPostgres server() {
        if (server == null) {
            try {
                server = EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofMinutes(2))
                        .setServerConfig("fsync", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return server;
    }

    /** Ends the server once all tests are over. */
    public static final class Stopped implements BeforeAllCallback {

        @Override
        public void beforeAll(ExtensionContext test) {
            test.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).computeIfAbsent("database", any ->
                    (AutoCloseable) Database::stop);
        }
    }

    private static synchronized void stop() throws IOException {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    /** The URL of a database whose tables of the guard are empty; what was there before is gone. */
    public String fresh() throws SQLException {
        String url = url();
        try (HikariDataSource once = pool(url, 1)) {
            createTables(once);
        }
        return url;
    }

    /** A database that other processes reach as well. */
    public record Shared(String url, AutoCloseable server) implements AutoCloseable {

        @Override
        public void close() throws Exception {
            server.close();
        }
    }

    /** A fresh database that other processes reach as well. */
    public Shared shared() throws SQLException {
        String url = fresh();
        if (this != H2) {
            return new Shared(url, () -> {});
        }
        Server server = Server.createTcpServer("-tcpPort", "0").start();
        return new Shared(url.replace("jdbc:h2:", "jdbc:h2:tcp://localhost:" + server.getPort() + "/"), server::stop);
    }

    /** A pool of connections to it. */
    public static HikariDataSource pool(String url, int size) {
        return pool(url, size, config -> {});
    }

    static HikariDataSource pool(String url, int size, Consumer<HikariConfig> more) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setUsername(url.startsWith("jdbc:h2") ? "sa" : "postgres");
        config.setConnectionTimeout(30_000);
        more.accept(config);
        return new HikariDataSource(config);
    }

    /** Connections of the named application to PostgreSQL, each made when it is asked for. */
    static DataSource unpooled(String url, String application) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url);
        dataSource.setUser("postgres");
        dataSource.setApplicationName(application);
        return dataSource;
    }

    void createTables(DataSource dataSource) throws SQLException {
        execute(dataSource, script());
    }

    String script() {
        try (InputStream in = Database.class.getResourceAsStream(RESOURCES + schema)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes everything that is remembered as old as if that time had passed. */
    public void age(DataSource dataSource, Duration time) throws SQLException {
        long micros = time.toNanos() / 1_000;
        for (Map.Entry<String, List<String>> table : TIMES.entrySet()) {
            String earlierTimes = table.getValue().stream()
                    .map(column -> column + " = " + String.format(earlier, micros, column))
                    .collect(Collectors.joining(", "));
            execute(dataSource, "update " + table.getKey() + " set " + earlierTimes);
        }
    }

    /** How many rows there are of what comes after {@code from}. */
    static long count(DataSource dataSource, String from) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + from)) {
            row.next();
            return row.getLong(1);
        }
    }

    static void execute(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
