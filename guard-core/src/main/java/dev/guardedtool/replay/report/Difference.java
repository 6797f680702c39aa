package dev.guardedtool.replay.report;

import java.util.List;
import java.util.Locale;

/** How two configurations part over a run. */
enum Difference {

    /** They decide alike; most often both let everything go. */
    NONE,

    /** Only the first steps in. */
    FIRST,

    /** Only the second steps in. */
    SECOND,

    /** Both step in, but not in the same places or not in the same way. */
    BOTH;

    static Difference of(List<Ruling> rulings) {
        if (rulings.stream().noneMatch(Ruling::differs)) {
            return NONE;
        }
        if (rulings.stream().allMatch(ruling -> ruling.second() == null)) {
            return FIRST;
        }
        return rulings.stream().allMatch(ruling -> ruling.first() == null) ? SECOND : BOTH;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
