package dev.guardedtool;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what a tool does, so that the guard can tell a repeat from a new call. Every attribute has a twin under
 * {@code guard.tools.<name>}, which wins over the annotation. Found on the method, its interface, a {@code @Bean} method
 * that returns a tool callback, and as a meta-annotation; on a type it holds for every tool method of the type.
 */
@Documented
@Inherited
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface GuardedTool {

    /** The tool's name; by default that of {@code @Tool}, else the method's. */
    String name() default "";

    /** What a call does to the world. */
    Effect effect() default Effect.UNKNOWN;

    /** The argument that identifies the effect, such as {@code #orderId}; by default all arguments together. */
    String key() default "";

    /** The argument that identifies the effect, by its name; instead of an expression. */
    String keyArg() default "";

    /** How long an effect is remembered, such as {@code 24h}; by default an explicit key as long as the policy says. */
    String effectTtl() default "";

    /** What a call gets whose effect happened before. */
    OnDuplicate onDuplicate() default OnDuplicate.REPLAY;

    /** What the tool throws only where the effect did not happen, beside what says so for every tool. */
    Class<? extends Throwable>[] safeExceptions() default {};

    /** Over {@code #result}: whether the effect happened, such as {@code #result.status == 'DONE'}. */
    String effectWhen() default "";

    /** How often one run may call the tool; negative for the policy's default. */
    int maxCalls() default -1;

    /** How often one run may try the tool, whatever comes of it; negative for any number. */
    int maxAttempts() default -1;

    /** How often the tool may be called within periods of time. */
    RateLimit[] rateLimit() default {};

    /** The dependency behind the tool; tools that name the same one share a circuit breaker. */
    String circuit() default "";

    /** How long one call may take, such as {@code 2s}; as long as it likes by default. */
    String timeout() default "";

    /** What one call costs, a decimal in the budget's currency. */
    String cost() default "";

    /** Name of a risk class, for labels. */
    String risk() default "";

    /** Arguments that must be present and not empty. */
    String[] requireArgs() default {};

    /** Arguments that tell one question from a reformulation of it. */
    String[] queryArgs() default {};

    /** Arguments that do not distinguish calls, such as a request id. */
    String[] ignoreArgs() default {};

    /** What the answer of a call proves. */
    Proves[] proves() default {};

    /** What must have been proven before a call. */
    RequiresFact[] requires() default {};

    /** Tools that must have succeeded before, in the same run. */
    String[] requiresCalls() default {};

    /** Where the values of arguments may come from. */
    ArgumentSource[] argumentSources() default {};

    /** What arguments may be. */
    ArgumentRule[] argumentRules() default {};

    /** How long a known answer may be served again, such as {@code 30s}. */
    String cacheTtl() default "";

    /** What happens to decisions on this tool. */
    Mode mode() default Mode.INHERIT;
}
