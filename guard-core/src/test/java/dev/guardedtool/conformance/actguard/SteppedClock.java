package dev.guardedtool.conformance.actguard;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import tools.jackson.databind.JsonNode;

/** The clock of a case: it begins at a thousand seconds and goes where steps set it. */
final class SteppedClock extends Clock {

    private static final int NANO_DIGITS = 9;

    private Instant now = Instant.ofEpochSecond(1_000);

    /** Sets the clock to that many seconds, unless there is nothing there. */
    void at(JsonNode seconds) {
        if (seconds.isNumber()) {
            now = Instant.EPOCH.plusNanos(nanos(seconds.decimalValue()));
        }
    }

    void advance(JsonNode seconds) {
        now = now.plusNanos(nanos(seconds.decimalValue()));
    }

    static long nanos(BigDecimal seconds) {
        return seconds.movePointRight(NANO_DIGITS).longValue();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return now;
    }
}
