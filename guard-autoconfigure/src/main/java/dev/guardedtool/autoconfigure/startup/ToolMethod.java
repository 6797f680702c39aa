package dev.guardedtool.autoconfigure.startup;

import dev.guardedtool.ToolName;
import dev.guardedtool.autoconfigure.aop.GuardedMethod;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * A method that is a tool of a model, guarded in itself, or both.
 *
 * @param method the method of the class itself
 * @param name the name it goes by
 * @param advertised whether a model can call it
 * @param guarded whether the guard stands around the method itself
 */
public record ToolMethod(Method method, ToolName name, boolean advertised, boolean guarded) {

    static @Nullable ToolMethod of(Method method, Class<?> type) {
        ToolName advertised = GuardedMethod.advertised(method);
        GuardedMethod guarded = GuardedMethod.of(method, type);
        if (advertised != null) {
            return new ToolMethod(method, advertised, true, guarded != null);
        }
        return guarded == null ? null : new ToolMethod(method, guarded.tool(), false, true);
    }

    /** Whether a proxy can stand around the method. */
    public boolean canBeAdvised() {
        return !is(Modifier.STATIC) && !is(Modifier.PRIVATE) && !is(Modifier.FINAL);
    }

    boolean is(int modifier) {
        return (method.getModifiers() & modifier) != 0;
    }

    @Override
    public String toString() {
        return method.getDeclaringClass().getName() + "." + method.getName();
    }
}
