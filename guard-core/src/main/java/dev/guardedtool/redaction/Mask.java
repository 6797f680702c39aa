package dev.guardedtool.redaction;

import dev.guardedtool.signature.Fingerprints;

/** What is written in place of a secret. Thread-safe. */
@FunctionalInterface
public interface Mask {

    /** The replacement, which tells nothing of the secret but may tell that two are equal. */
    String of(String secret);

    /** Masks by fingerprint, so that equal secrets stay equal: {@code [redacted 0123456789ab]}. */
    static Mask by(Fingerprints fingerprints) {
        return secret ->
                "[redacted " + fingerprints.text("secret", secret).hex().substring(0, 12) + "]";
    }
}
