package dev.guardedtool.store;

import com.zaxxer.hikari.HikariDataSource;
import dev.guardedtool.effect.EffectLedger;
import dev.guardedtool.store.jdbc.Database;
import dev.guardedtool.store.jdbc.JdbcEffectLedger;
import dev.guardedtool.store.redis.LettuceScripts;
import dev.guardedtool.store.redis.Redis;
import dev.guardedtool.store.redis.RedisEffectLedger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A store that tests start and that several processes reach. */
enum SharedStore {

    /** The database H2 in the process of the test, as a server. */
    H2 {
        @Override
        Started start() throws Exception {
            return Databases.start(Database.H2);
        }
    },

    /** A server of PostgreSQL. */
    POSTGRESQL {
        @Override
        Started start() throws Exception {
            return Databases.start(Database.POSTGRESQL);
        }
    },

    /** A server of Redis. */
    REDIS {
        @Override
        Started start() {
            return new OnRedis(Redis.fresh().url());
        }
    };

    private static final String PREFIX = "guard";

    private static final AnswerCipher CIPHER =
            new AnswerCipher(List.of("a key that only tests know".getBytes(StandardCharsets.UTF_8)));

    /** An empty store. */
    abstract Started start() throws Exception;

    /** A store that runs. */
    interface Started extends AutoCloseable {

        /** How other processes find it. */
        String url();

        /** Makes everything that is remembered as old as if that time had passed. */
        void age(Duration time) throws Exception;
    }

    /** How one process reaches a store. */
    record Connection(EffectLedger ledger, Runnable end) implements AutoCloseable {

        @Override
        public void close() {
            end.run();
        }
    }

    static Connection connect(String url, Duration lease) {
        if (url.startsWith("redis:")) {
            LettuceScripts scripts = new LettuceScripts(url, Redis.TIMEOUT);
            return new Connection(new RedisEffectLedger(scripts, PREFIX, lease, CIPHER), scripts::close);
        }
        HikariDataSource pool = Database.pool(url, 3);
        return new Connection(new JdbcEffectLedger(pool, lease, Database.TIMEOUT, CIPHER), pool::close);
    }

    private record OnRedis(String url) implements Started {

        @Override
        public void age(Duration time) {
            try (LettuceScripts scripts = new LettuceScripts(url, Redis.TIMEOUT)) {
                Redis.age(scripts, time);
            }
        }

        /** The server goes on for other tests. */
        @Override
        public void close() {}
    }

    private static final class Databases {

        static Started start(Database database) throws Exception {
            Database.Shared shared = database.shared();
            return new Started() {
                @Override
                public String url() {
                    return shared.url();
                }

                @Override
                public void age(Duration time) throws Exception {
                    try (HikariDataSource pool = Database.pool(shared.url(), 1)) {
                        database.age(pool, time);
                    }
                }

                @Override
                public void close() throws Exception {
                    shared.close();
                }
            };
        }
    }
}
