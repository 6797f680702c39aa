package dev.guardedtool.autoconfigure.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it. Thread-safe. */
public final class MutableClock extends Clock {

    private final Hands hands;
    private final ZoneId zone;

    private MutableClock(Hands hands, ZoneId zone) {
        this.hands = hands;
        this.zone = zone;
    }

    /** A clock that shows that time, in UTC. */
    public static MutableClock at(Instant start) {
        return new MutableClock(new Hands(start), ZoneOffset.UTC);
    }

    /** Moves the clock, back if the time is negative. */
    public void advance(Duration time) {
        hands.advance(time);
    }

    /** Sets the clock. */
    public void set(Instant instant) {
        hands.set(instant);
    }

    @Override
    public Instant instant() {
        return hands.get();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same clock in another zone; both are moved together. */
    @Override
    public Clock withZone(ZoneId other) {
        return new MutableClock(hands, other);
    }

    private static final class Hands {

        private Instant now;

        Hands(Instant now) {
            this.now = now;
        }

        synchronized Instant get() {
            return now;
        }

        synchronized void set(Instant instant) {
            now = instant;
        }

        synchronized void advance(Duration time) {
            now = now.plus(time);
        }
    }
}
