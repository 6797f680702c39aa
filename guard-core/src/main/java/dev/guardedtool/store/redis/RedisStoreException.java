package dev.guardedtool.store.redis;

import org.jspecify.annotations.Nullable;

/** Redis could not be reached or did not do as it was told. Whether it did anything at all is not known. */
public class RedisStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RedisStoreException(String problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
