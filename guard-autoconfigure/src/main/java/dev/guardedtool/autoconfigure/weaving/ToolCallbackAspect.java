package dev.guardedtool.autoconfigure.weaving;

import dev.guardedtool.autoconfigure.springai.WovenCalls;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.ToolCallback;

/** Woven around every callback's own method. It does nothing for calls that were decided on their way to it. */
@Aspect
public final class ToolCallbackAspect {

    /** Decides the call unless it was decided already. */
    @Around(
            value = "execution(public String org.springframework.ai.tool.ToolCallback+.call(String,"
                    + " org.springframework.ai.chat.model.ToolContext)) && !within(dev.guardedtool..*)"
                    + " && this(callback) && args(input, context)",
            argNames = "call,callback,input,context")
    public @Nullable Object decide(
            ProceedingJoinPoint call, ToolCallback callback, String input, @Nullable ToolContext context)
            throws Throwable {
        return WovenCalls.call(
                callback,
                input,
                context,
                (frozen, stripped) -> call.proceed(new @Nullable Object[] {callback, frozen, stripped}));
    }
}
