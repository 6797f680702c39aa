package dev.guardedtool.engine;

import dev.guardedtool.EffectExecutedException;
import dev.guardedtool.ToolResult;
import dev.guardedtool.check.ErrorClassifier;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The application's classes of errors; where finding them fails, the failure is one of which nothing is known. */
record SteadyClassifier(ErrorClassifier given) implements ErrorClassifier {

    private static final Logger log = LoggerFactory.getLogger(SteadyClassifier.class);

    private static final String UNKNOWN = "unknown";

    @Override
    public String errorClass(@Nullable String code) {
        try {
            return Objects.requireNonNull(given.errorClass(code), "errorClass");
        } catch (Throwable failure) {
            Failure.rethrowFatal(failure);
            log.error("An error could not be classified", failure);
            return UNKNOWN;
        }
    }

    @Override
    public ToolResult resultOf(Throwable thrown) {
        try {
            return Objects.requireNonNull(given.resultOf(thrown), "resultOf");
        } catch (Throwable failure) {
            Failure.rethrowFatal(failure);
            log.error("A failure of {} could not be read", thrown.getClass().getName(), failure);
            ToolResult result = ToolResult.failed(UNKNOWN);
            return thrown instanceof EffectExecutedException ? result.withEffectExecuted(true) : result;
        }
    }

    @Override
    public boolean doubtful(String errorClass) {
        try {
            return given.doubtful(errorClass);
        } catch (Throwable failure) {
            Failure.rethrowFatal(failure);
            log.error("An error class could not be judged", failure);
            return true;
        }
    }
}
