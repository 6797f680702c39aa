package dev.guardedtool.autoconfigure.springai;

import java.util.Arrays;
import org.aopalliance.aop.Advice;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;

/** Tells what stands behind the guard already: decorators by their type, subclasses by the guard's advice. */
interface Guarded {

    /** The callback behind the guard. */
    ToolCallback bareToolCallback();

    /** The guard in front of that object, or null if it has none. */
    static @Nullable Guarded of(Object object) {
        if (object instanceof Guarded guarded) {
            return guarded;
        }
        return advice(object, Guarded.class);
    }

    /** The callback behind every guard that stands in front of it. */
    static ToolCallback unwrap(ToolCallback callback) {
        ToolCallback bare = callback;
        for (Guarded guarded = of(bare); guarded != null; guarded = of(bare)) {
            bare = guarded.bareToolCallback();
        }
        return bare;
    }

    /** The advice of that type on a proxy, or null. */
    static <T> @Nullable T advice(Object object, Class<T> type) {
        if (!(object instanceof Advised proxy)) {
            return null;
        }
        return Arrays.stream(proxy.getAdvisors())
                .map(Advisor::getAdvice)
                .filter((Advice advice) -> type.isInstance(advice))
                .map(type::cast)
                .findFirst()
                .orElse(null);
    }
}
