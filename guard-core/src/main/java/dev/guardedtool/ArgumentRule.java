package dev.guardedtool;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What one argument may be. An argument that is absent, empty or of the wrong kind breaks the rule unless the rule says it
 * is optional.
 */
@Target({})
@Retention(RetentionPolicy.RUNTIME)
public @interface ArgumentRule {

    /** The argument, by name or by a path such as {@code order.amount}; of a list, every element is judged. */
    String arg();

    /** Whether the argument may be absent or null. */
    boolean optional() default false;

    /** The least number, as a decimal; none by default, and 0 where there is a greatest number of 0 or more. */
    String min() default "";

    /** The greatest number, as a decimal; none by default. */
    String max() default "";

    /** The greatest length of a text; any if negative. */
    int maxLength() default -1;

    /** Regular expression that a text must match as a whole. */
    String pattern() default "";

    /** Regular expression that must not be found in a text. */
    String denyPattern() default "";

    /** The only values allowed, numbers by value; any by default. */
    String[] oneOf() default {};

    /** What must be true of the arguments, such as {@code #from != #to}. */
    String expression() default "";
}
