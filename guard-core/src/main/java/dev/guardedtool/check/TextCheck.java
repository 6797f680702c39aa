package dev.guardedtool.check;

import dev.guardedtool.Decision;
import org.jspecify.annotations.Nullable;

/** Judges what the assistant says. Called under the run's lock; the first decision wins. */
@FunctionalInterface
public interface TextCheck {

    /** The decision on that text, which is not empty, or null to let it pass. */
    @Nullable
    Decision inspect(RunView run, String text);
}
