package dev.guardedtool.check;

import dev.guardedtool.expression.Variables;
import dev.guardedtool.signature.ArgumentReader;
import dev.guardedtool.signature.Arguments;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call and, as {@code result}, what it answered: JSON text is read, anything else given as it is.
 * Confined to the thread that records the call.
 */
public final class ResultVariables implements Variables {

    private static final String RESULT = "result";

    private final ArgumentReader reader;
    private final Arguments arguments;
    private final @Nullable Object payload;
    private boolean read;
    private @Nullable Object result;

    /** What expressions see of a call that answered that. */
    public ResultVariables(ArgumentReader reader, Arguments arguments, @Nullable Object payload) {
        this.reader = reader;
        this.arguments = arguments;
        this.payload = payload;
    }

    @Override
    public boolean has(String name) {
        return RESULT.equals(name) || arguments.has(name);
    }

    @Override
    public @Nullable Object get(String name) {
        if (!RESULT.equals(name)) {
            return arguments.at(List.of(name));
        }
        if (!read) {
            result = payload instanceof String text ? parsed(text) : payload;
            read = true;
        }
        return result;
    }

    private @Nullable Object parsed(String text) {
        Arguments parsed = reader.read(text);
        return parsed.wellFormed() && !text.isBlank() ? parsed.at(List.of()) : text;
    }
}
