package dev.guardedtool.signature;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Remembers the fingerprints of a few short texts, each until another needs its place. Lock-free. */
final class RecurringTexts {

    private static final int PLACES = 1024;

    private static final int LONGEST = 64;

    private static final int PRIME = 31;

    private record Known(String domain, String text, Fingerprint fingerprint) {}

    private final AtomicReferenceArray<@Nullable Known> places = new AtomicReferenceArray<>(PLACES);

    private final BiFunction<String, String, Fingerprint> fingerprints;

    RecurringTexts(BiFunction<String, String, Fingerprint> fingerprints) {
        this.fingerprints = fingerprints;
    }

    Fingerprint get(String domain, String text) {
        if (text.length() > LONGEST) {
            return fingerprints.apply(domain, text);
        }
        int hash = PRIME * domain.hashCode() + text.hashCode();
        int place = (hash ^ (hash >>> Short.SIZE)) & (PLACES - 1);
        Known known = places.getAcquire(place);
        if (known == null || !known.text.equals(text) || !known.domain.equals(domain)) {
            known = new Known(domain, text, fingerprints.apply(domain, text));
            places.setRelease(place, known);
        }
        return known.fingerprint;
    }
}
