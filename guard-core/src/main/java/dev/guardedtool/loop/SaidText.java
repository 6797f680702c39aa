package dev.guardedtool.loop;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A text of the assistant, as far as the next one is compared with it. Most texts are followed by progress and are never
 * compared, so its words are only read when they are asked for. Long texts are not held until then.
 */
final class SaidText {

    private static final int LONGEST_HELD = 16_384;

    private final @Nullable WordReader reader;
    private @Nullable String text;
    private @Nullable Hashes words;

    SaidText(String text, WordReader reader) {
        this.reader = reader;
        this.text = text;
        if (text.length() > LONGEST_HELD) {
            words();
        }
    }

    private SaidText(Hashes words) {
        this.reader = null;
        this.words = words;
    }

    Hashes words() {
        Hashes known = words;
        if (known == null) {
            known = Objects.requireNonNull(reader).words(Objects.requireNonNull(text));
            words = known;
            text = null;
        }
        return known;
    }

    static SaidText read(List<?> written) {
        return new SaidText(Hashes.read(written, WordReader.MOST_WORDS));
    }
}
