package dev.guardedtool.autoconfigure.store;

import dev.guardedtool.autoconfigure.Store;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/** Matches where a subject is to be kept in such a store. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Conditional(OnStore.class)
public @interface ConditionalOnStore {

    /** The stores of which one is enough; by default those that instances share. */
    Store[] value() default {Store.JDBC, Store.REDIS};

    /** The subjects of which one is enough; none for any at all. */
    StoredSubject[] subjects() default {};
}
