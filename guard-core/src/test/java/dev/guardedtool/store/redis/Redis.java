package dev.guardedtool.store.redis;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The server of all tests of this process, and what happens to it. */
public final class Redis {

    /** For how long a script may take in tests. */
    public static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final Script AGE = Script.of(Script.TIME, "age");

    private static @Nullable RedisServer server;

    private Redis() {}

    /** The server with nothing in it. */
    public static synchronized RedisServer fresh() {
        if (server == null) {
            server = RedisServer.started();
        }
        try (LettuceScripts scripts = new LettuceScripts(server.url(), TIMEOUT)) {
            scripts.connection().sync().flushall();
        }
        return server;
    }

    /** Makes everything as old as if that time had passed. */
    public static void age(ScriptExecutor scripts, Duration time) {
        scripts.run(Scripts.bytes(AGE.text()), List.of(), List.of(Scripts.bytes(Scripts.micros(time))));
    }

    /** Two processes that reach the same server, which was empty before. */
    record Two(LettuceScripts here, LettuceScripts there) implements AutoCloseable {

        static Two fresh() {
            String url = Redis.fresh().url();
            return new Two(new LettuceScripts(url, TIMEOUT), new LettuceScripts(url, TIMEOUT));
        }

        void age(Duration time) {
            Redis.age(here, time);
        }

        @Override
        public void close() {
            here.close();
            there.close();
        }
    }

    /** Ends the server once all tests are over. */
    public static final class Stopped implements BeforeAllCallback {

        @Override
        public void beforeAll(ExtensionContext test) {
            test.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).computeIfAbsent("redis", any ->
                    (AutoCloseable) Redis::stop);
        }
    }

    private static synchronized void stop() {
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
