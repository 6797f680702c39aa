package dev.guardedtool;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Where the value of an argument may come from. A value that none of the sources contains is refused. */
@Target({})
@Retention(RetentionPolicy.RUNTIME)
public @interface ArgumentSource {

    /** The argument, by name or by a path such as {@code order.id}; of a list, every element is asked for. */
    String arg();

    /** Names of tools whose results may contain the value; {@code user} for the words of the user. */
    String[] from();

    /** Which part of the value is looked for. */
    ValuePart part() default ValuePart.WHOLE;

    /** Whether the argument may be absent, null or empty. */
    boolean optional() default false;
}
