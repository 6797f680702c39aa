package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.ToolName;
import dev.guardedtool.engine.CallFrame;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.aop.framework.Advised;
import org.springframework.util.ReflectionUtils;

/**
 * Tells a callback that another one of the same name delegates to, whose call was decided on already, from one that the
 * tool's body has called. The first is what the other one wraps: its target, or held by a field of it or of what it wraps.
 */
final class Delegation {

    private static final int MAX_DEPTH = 8;

    private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            List<Field> fields = new ArrayList<>();
            ReflectionUtils.doWithFields(type, fields::add, Delegation::mayHoldCallback);
            fields.removeIf(field -> !field.trySetAccessible());
            return List.copyOf(fields);
        }
    };

    private Delegation() {}

    /** Whether the call that this thread is carrying out goes on through that callback, which is told of it then. */
    static boolean goesOn(ToolCallback bare, ToolName name) {
        CallFrame frame = CallFrame.current();
        if (frame == null || !frame.leads(name)) {
            return false;
        }
        Object through = frame.through();
        Object target = peeled(bare);
        if (through != null && (through == bare || through == target || !wraps(through, target, 0))) {
            return false;
        }
        frame.passOn(bare);
        return true;
    }

    private static boolean wraps(Object outer, Object wanted, int depth) {
        Object target = peeled(outer);
        if (target == wanted) {
            return true;
        }
        if (depth == MAX_DEPTH) {
            return false;
        }
        for (Field field : FIELDS.get(target.getClass())) {
            Object held = ReflectionUtils.getField(field, target);
            if (held instanceof ToolCallback && wraps(held, wanted, depth + 1)) {
                return true;
            }
        }
        return false;
    }

    /** What stands behind the guard and behind proxies. */
    private static Object peeled(Object object) {
        Object bare = object instanceof ToolCallback callback ? Guarded.unwrap(callback) : object;
        Object target = bare instanceof Advised proxy ? target(proxy) : null;
        return target == null ? bare : peeled(target);
    }

    private static @Nullable Object target(Advised proxy) {
        try {
            return proxy.getTargetSource().getTarget();
        } catch (Exception e) {
            return null;
        }
    }

    private static boolean mayHoldCallback(Field field) {
        return !Modifier.isStatic(field.getModifiers())
                && (ToolCallback.class.isAssignableFrom(field.getType())
                        || field.getType().isAssignableFrom(ToolCallback.class));
    }
}
