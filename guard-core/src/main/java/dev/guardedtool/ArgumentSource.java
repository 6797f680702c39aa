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

    /**
     * What may contain the value: {@code user} for the words of the user, or a tool for its results. {@code tool#field}
     * is a field of a result in JSON, {@code tool#.} a result as a whole, {@code tool(sender=user)} the records whose
     * {@code sender} the user named, and with {@code ==} those whose {@code sender} the user named in full.
     */
    String[] from();

    /** Which part of the value is looked for. */
    ValuePart part() default ValuePart.WHOLE;

    /** Whether the argument may be absent, null or empty. */
    boolean optional() default false;

    /** Whether a value that no tool answered with passes too: then only what was read elsewhere is refused. */
    boolean invented() default false;
}
