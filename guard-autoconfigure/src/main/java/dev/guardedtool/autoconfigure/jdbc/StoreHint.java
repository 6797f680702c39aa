package dev.guardedtool.autoconfigure.jdbc;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** Says at start what the database that is there could be used for. */
final class StoreHint implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(StoreHint.class);

    @Override
    public void afterSingletonsInstantiated() {
        log.info("The guard remembers effects in memory: a restart forgets them and other instances do not see them."
                + " There is a DataSource; guard.store=jdbc keeps them there.");
    }
}
