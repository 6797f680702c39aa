package dev.guardedtool.autoconfigure.aop;

import dev.guardedtool.EffectReference;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedMethod;

/** The parameter with {@link EffectReference}; annotations on interfaces count. */
public final class ReferenceParameter {

    private ReferenceParameter() {}

    /** The first such parameter of the method, or null if it has none. */
    public static @Nullable MethodParameter of(Method method) {
        for (MethodParameter parameter : new AnnotatedMethod(method).getMethodParameters()) {
            if (parameter.hasParameterAnnotation(EffectReference.class)) {
                return parameter;
            }
        }
        return null;
    }

    /** The name of the argument that it stands for, as Spring AI finds it; null if the method has none. */
    public static @Nullable String name(Method method) {
        MethodParameter parameter = of(method);
        return parameter == null ? null : parameter.getParameter().getName();
    }
}
