package dev.guardedtool.autoconfigure.store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Says at start what is there could be used for.
 *
 * @param there what is there
 * @param store how {@code guard.store} names it
 */
public record StoreHint(String there, String store) implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(StoreHint.class);

    @Override
    public void afterSingletonsInstantiated() {
        log.info(
                "The guard remembers effects in memory: a restart forgets them and other instances do not see them."
                        + " There is a {}; guard.store={} keeps them there.",
                there,
                store);
    }
}
