package dev.guardedtool.engine;

import dev.guardedtool.Explanation;
import dev.guardedtool.GuardTexts;
import dev.guardedtool.ToolName;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The application's texts, and the guard's own where those fail: a wording can never stop a decision. */
record SteadyTexts(GuardTexts given) implements GuardTexts {

    private static final Logger log = LoggerFactory.getLogger(SteadyTexts.class);

    private static final GuardTexts OWN = BundledTexts.english();

    @Override
    public String text(Explanation explanation, @Nullable ToolName tool) {
        try {
            return Objects.requireNonNull(given.text(explanation, tool), "text");
        } catch (Throwable failure) {
            Failure.rethrowFatal(failure);
            log.error("There is no text for {}", explanation.reason().code(), failure);
            return OWN.text(explanation, tool);
        }
    }
}
