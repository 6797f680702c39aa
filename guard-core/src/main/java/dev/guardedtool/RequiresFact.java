package dev.guardedtool;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A value that a tool is only called with once another tool proved it. */
@Target({})
@Retention(RetentionPolicy.RUNTIME)
public @interface RequiresFact {

    /** The argument, by name or by a path such as {@code order.id}; of a list, every element is asked for. */
    String arg();

    /** Kind of the fact. */
    String kind();

    /** What the model is told to do where the fact is missing; by default which tools prove it. */
    String hint() default "";

    /** Whether the call uses the fact up. */
    boolean consume() default false;
}
