package dev.guardedtool.store.redis;

import java.util.List;
import java.util.function.Consumer;

/**
 * Runs Lua scripts on a Redis server and hears what is published there. All keys of one call belong to the same hash slot.
 * A call that is not answered in time must fail; what the server complains about must be thrown with its message, in any
 * exception or a cause of it. Thread-safe.
 */
public interface ScriptExecutor {

    /**
     * Runs a script that the server may know, and says {@code NOSCRIPT} if it does not.
     *
     * @param digest the SHA-1 digest of the script, in hexadecimal digits
     * @return the array that the script returns, texts without exception
     */
    List<byte[]> runKnown(String digest, List<byte[]> keys, List<byte[]> arguments);

    /**
     * Runs a script, which the server knows from then on.
     *
     * @return the array that the script returns, texts without exception
     */
    List<byte[]> run(byte[] script, List<byte[]> keys, List<byte[]> arguments);

    /**
     * Tells what is published in that channel from now on, as far as it is heard: messages are lost while there is no
     * connection.
     *
     * @return ends it
     */
    Runnable listen(String channel, Consumer<String> listener);
}
