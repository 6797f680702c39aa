package dev.guardedtool.autoconfigure.aop;

import dev.guardedtool.Decision;
import dev.guardedtool.GuardDeniedException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.ResolvableType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Java arguments and results in the form that a model would have written and read, so that a call through Java and the
 * same call through a model are one.
 */
final class JavaArguments {

    private static final int NONE = -1;
    private static final String NOT_JSON = "not writable as JSON";
    private static final String TOOL_CONTEXT = "org.springframework.ai.chat.model.ToolContext";

    private final JsonMapper json = JsonMapper.builder().build();
    private final ParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();
    private final Map<Method, Integer> references = new ConcurrentHashMap<>();

    /** The arguments as a JSON object; text that is no JSON, and so will be refused, if they cannot be written. */
    String json(Method method, @Nullable Object[] values) {
        @Nullable String[] found = names.getParameterNames(method);
        int reference = reference(method);
        Map<String, @Nullable Object> byName = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            if (i != reference && !method.getParameterTypes()[i].getName().equals(TOOL_CONTEXT)) {
                byName.put(found == null || found[i] == null ? "arg" + i : found[i], values[i]);
            }
        }
        try {
            return json.writeValueAsString(byName);
        } catch (JacksonException | StackOverflowError e) {
            return NOT_JSON;
        }
    }

    /** Tells the method the name of its effect, if it has a parameter for it. */
    void tell(Method method, @Nullable Object[] values, @Nullable String effectReference) {
        int reference = reference(method);
        if (reference != NONE) {
            values[reference] = effectReference;
        }
    }

    private int reference(Method method) {
        return references.computeIfAbsent(method, asked -> {
            MethodParameter parameter = ReferenceParameter.of(asked);
            return parameter == null ? NONE : parameter.getParameterIndex();
        });
    }

    /** A result as text; its own text if it cannot be written as JSON. */
    @Nullable
    String text(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        try {
            return json.writeValueAsString(value);
        } catch (JacksonException | StackOverflowError e) {
            return String.valueOf(value);
        }
    }

    /**
     * An earlier result as the method would have returned it.
     *
     * @throws GuardDeniedException if it is not known any more or cannot be read as the method's type
     */
    @Nullable
    Object value(Method method, Decision.Cache cache) {
        ResolvableType returned = ResolvableType.forMethodReturnType(method);
        boolean later = CompletionStage.class.isAssignableFrom(method.getReturnType());
        Type type = later ? returned.as(CompletionStage.class).getGeneric(0).getType() : returned.getType();
        if (type == void.class || type == Void.class) {
            return later ? CompletableFuture.completedFuture(null) : null;
        }
        Object value = read(type, cache);
        return later ? CompletableFuture.completedFuture(value) : value;
    }

    /**
     * An earlier result as that type.
     *
     * @throws GuardDeniedException if it is not known any more or cannot be read as the type
     */
    @Nullable
    Object read(Type type, Decision.Cache cache) {
        if (!(cache.result().payload() instanceof String text)) {
            throw new GuardDeniedException(cache);
        }
        try {
            return json.readValue(text, json.constructType(type));
        } catch (JacksonException e) {
            throw new GuardDeniedException(cache);
        }
    }
}
