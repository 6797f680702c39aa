package dev.guardedtool.autoconfigure.aop;

import java.lang.reflect.Method;

/** Tells which methods the aspect is for. */
public final class GuardedMethods {

    private GuardedMethods() {}

    /** Whether calls of that method through a proxy of that class are decided by the aspect. */
    public static boolean isGuarded(Method method, Class<?> type) {
        return GuardedMethod.of(method, type) != null;
    }
}
