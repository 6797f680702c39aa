package dev.guardedtool;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter of a {@link GuardedTool} method, of type {@link String}, that the guard fills with the name by which the
 * system behind the tool may know the effect: 64 hexadecimal digits, the same for every attempt at the effect. It is null
 * where the effect does not happen at most once. Whatever a caller or a model gives for it is ignored, and models are not
 * shown it.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface EffectReference {}
