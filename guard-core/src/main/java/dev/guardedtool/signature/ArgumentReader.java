package dev.guardedtool.signature;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** Reads the arguments of a call once and freezes them. Never throws. Safe for any thread. */
public final class ArgumentReader {

    private final ArgumentLimits limits;

    private final JsonFactory json;

    /** Refuses what exceeds the limits. */
    public ArgumentReader(ArgumentLimits limits) {
        this.limits = Objects.requireNonNull(limits, "limits");
        this.json = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.maxDepth() + 1)
                        .maxNumberLength(limits.maxChars())
                        .maxStringLength(limits.maxChars())
                        .maxNameLength(limits.maxChars())
                        .build())
                // A table of names seen would be shared by all callers, and names with equal hashes can make it fail.
                .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                .recyclerPool(new RecyclerSlots())
                .build();
    }

    /**
     * Reads strict JSON of any type. Null and blank text are {@linkplain Arguments#EMPTY no arguments}; everything else
     * that is not well-formed is told by {@link Arguments#problem()}.
     */
    public Arguments read(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Arguments.EMPTY;
        }
        if (text.length() > limits.maxChars()) {
            return Arguments.malformed(text, ArgumentProblem.TOO_LARGE);
        }
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), text)) {
            return Arguments.of(text, new TreeReader(parser, limits, Surrogates.possible(text)).read());
        } catch (MalformedArgumentsException e) {
            return Arguments.malformed(text, e.problem());
        } catch (RuntimeException e) {
            return Arguments.malformed(text, ArgumentProblem.NOT_JSON);
        }
    }
}
