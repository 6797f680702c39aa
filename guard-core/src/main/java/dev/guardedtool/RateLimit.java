package dev.guardedtool;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How often a tool may be called within a period; part of {@link GuardedTool}. */
@Documented
@Target({})
@Retention(RetentionPolicy.RUNTIME)
public @interface RateLimit {

    /** How many calls any period of that length may hold. */
    int max();

    /** The length of the period, such as {@code 1m}. */
    String period();

    /**
     * Whose calls are counted together: {@code tenant}, {@code principal}, {@code session}, an expression over the
     * arguments such as {@code #userId}, or everybody's.
     */
    String per() default "";
}
