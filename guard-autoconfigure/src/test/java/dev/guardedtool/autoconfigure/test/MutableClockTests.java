package dev.guardedtool.autoconfigure.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class MutableClockTests {

    private static final Instant START = Instant.parse("2030-01-01T12:00:00Z");

    private final MutableClock clock = MutableClock.at(START);

    @Test
    void standsStillUntilItIsMoved() {
        assertThat(clock.instant()).isEqualTo(START).isEqualTo(clock.instant());

        clock.advance(Duration.ofMinutes(5));

        assertThat(clock.instant()).isEqualTo(START.plusSeconds(300));
    }

    @Test
    void isMovedInEveryZone() {
        Clock there = clock.withZone(ZoneId.of("Asia/Tokyo"));

        clock.set(START.plusSeconds(1));

        assertThat(there.instant()).isEqualTo(START.plusSeconds(1));
        assertThat(there.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    }
}
