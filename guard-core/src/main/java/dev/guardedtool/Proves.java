package dev.guardedtool;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the answer of a tool proves: the values in it are facts of a kind from then on, until they expire. */
@Target({})
@Retention(RetentionPolicy.RUNTIME)
public @interface Proves {

    /** Kind of the facts, such as {@code order_id}. */
    String kind();

    /** Finds the values in the answer, such as {@code #result.id} or {@code #result.![id]}. */
    String extract();

    /** For whom the facts hold. */
    FactScope scope() default FactScope.SESSION;

    /** How long they hold, such as {@code 5m}; by default as {@code guard.facts.ttl} says. */
    String ttl() default "";
}
