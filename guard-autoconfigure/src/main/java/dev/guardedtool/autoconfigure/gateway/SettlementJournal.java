package dev.guardedtool.autoconfigure.gateway;

import java.util.List;

/** Remembers what the gateway still has to be told, beyond the life of this process. Thread-safe. */
interface SettlementJournal extends AutoCloseable {

    /** What was begun and not ended in earlier lives, oldest first. */
    List<Settlement> unfinished();

    /** The gateway has to be told that; it is remembered when this returns. */
    void begin(Settlement settlement);

    /** The gateway knows. */
    void end(Settlement settlement);

    /** Nothing more is begun or ended. */
    @Override
    void close();

    /** Remembers nothing beyond the life of this process. */
    static SettlementJournal none() {
        return new SettlementJournal() {
            @Override
            public List<Settlement> unfinished() {
                return List.of();
            }

            @Override
            public void begin(Settlement settlement) {}

            @Override
            public void end(Settlement settlement) {}

            @Override
            public void close() {}
        };
    }
}
