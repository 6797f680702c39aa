package dev.guardedtool.store.jdbc;

import dev.guardedtool.custody.FactKey;
import dev.guardedtool.custody.FactStore;
import dev.guardedtool.signature.Digests;
import dev.guardedtool.store.StoreException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * Keeps facts in a relational database that any number of processes share: nothing of a fact but a digest. What concerns
 * several facts is one transaction of its own, in an order that lets no two wait for each other. Time is the database's.
 * Every method may throw a {@link StoreException}.
 */
public final class JdbcFactStore implements FactStore {

    private final Connections connections;
    private final FactSql sql;

    /**
     * A store in the tables of {@code schema-h2.sql} or {@code schema-postgresql.sql}.
     *
     * @param dataSource gives connections that belong to no transaction
     * @param timeout for how long a statement may take
     * @throws UnsupportedDatabaseException if the database is another
     * @throws StoreException if the database does not answer
     */
    public JdbcFactStore(DataSource dataSource, Duration timeout) {
        this.connections = new Connections(dataSource, timeout, Clock.systemUTC());
        this.sql = FactSql.of(Dialect.of(connections.product()));
    }

    /** By their ids, in one order for all. */
    private static Map<String, FactKey> byId(Collection<FactKey> facts) {
        Map<String, FactKey> ordered = new TreeMap<>();
        for (FactKey fact : facts) {
            ordered.put(
                    Digests.of(
                            fact.scope().name(),
                            fact.tenant(),
                            fact.principal(),
                            fact.within(),
                            fact.kind(),
                            fact.value().hex()),
                    fact);
        }
        return ordered;
    }

    @Override
    public void mint(Collection<FactKey> facts, Duration ttl) {
        Set<String> ids = byId(facts).keySet();
        connections.together(session -> {
            for (String id : ids) {
                mint(session, id, ttl);
            }
            return true;
        });
    }

    /** Whoever inserts at the same time was first, so that there is a row then. */
    private void mint(Session session, String id, Duration ttl) throws SQLException {
        boolean there = session.update(sql.again(), ttl, id) > 0;
        while (!there) {
            there = session.insert(sql.first(), id, ttl) > 0 || session.update(sql.again(), ttl, id) > 0;
        }
    }

    @Override
    public Set<FactKey> find(Collection<FactKey> facts) {
        Map<String, FactKey> byId = byId(facts);
        String[] ids = byId.keySet().toArray(String[]::new);
        List<String> held =
                connections.alone(session -> session.rows(sql.find(), row -> row.getString("id"), (Object) ids));
        Set<FactKey> found = new LinkedHashSet<>();
        byId.forEach((id, fact) -> {
            if (held.contains(id)) {
                found.add(fact);
            }
        });
        return found;
    }

    @Override
    public boolean consume(Collection<FactKey> facts, String owner) {
        Set<String> ids = byId(facts).keySet();
        return connections.together(session -> {
            for (String id : ids) {
                if (session.update(sql.consume(), owner, id, owner) == 0) {
                    session.undo();
                    return false;
                }
            }
            return true;
        });
    }

    @Override
    public void giveBack(Collection<FactKey> facts, String owner) {
        Set<String> ids = byId(facts).keySet();
        connections.together(session -> {
            for (String id : ids) {
                session.update(sql.giveBack(), id, owner);
            }
            return true;
        });
    }

    /**
     * Removes facts that hold no longer.
     *
     * @param batch how many to remove in one statement
     * @return how many rows were removed
     */
    public long removeExpired(int batch) {
        return connections.inBatches(batch, sql.removeExpired(), batch);
    }

    private record FactSql(
            String again, String first, String find, String consume, String giveBack, String removeExpired) {

        static FactSql of(Dialect dialect) {
            String holds = "expires_at > " + dialect.now();
            String gone = "expires_at <= " + dialect.now();
            return new FactSql(
                    "update guard_fact set used_by = null, expires_at = greatest(expires_at, " + dialect.later()
                            + ") where id = ?",
                    dialect.unlessThere("insert into guard_fact (id, expires_at) values (?, " + dialect.later() + ")"),
                    "select id from guard_fact where id = any(?) and used_by is null and " + holds,
                    "update guard_fact set used_by = ? where id = ? and (used_by is null or used_by = ?) and " + holds,
                    "update guard_fact set used_by = null where id = ? and used_by = ?",
                    "delete from guard_fact where " + gone + " and id in (select id from guard_fact where " + gone
                            + " limit ?)");
        }
    }
}
