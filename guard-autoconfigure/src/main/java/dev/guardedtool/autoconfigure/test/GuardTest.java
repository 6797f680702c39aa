package dev.guardedtool.autoconfigure.test;

import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.actuate.GuardCoverageAutoConfiguration;
import dev.guardedtool.autoconfigure.aop.GuardAspectAutoConfiguration;
import dev.guardedtool.autoconfigure.springai.GuardSpringAiAutoConfiguration;
import dev.guardedtool.autoconfigure.startup.GuardStartupAutoConfiguration;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Tests the tools of an application behind the guard, and little else: the guard, the tool calling and the chat client
 * of Spring AI, a {@link ScriptedChatModel}, {@link RecordedEvents} and a {@link MutableClock}. Of the application's
 * components those with tools take part, and the extensions of the guard; others are brought in with {@code @Import}.
 * Before each test the script, the events, the clock and the remembered effects start anew.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(GuardTestContextBootstrapper.class)
@ExtendWith({SpringExtension.class, FreshStart.class})
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(GuardTestTypeExcludeFilter.class)
@ImportAutoConfiguration({
    AopAutoConfiguration.class,
    ToolCallingAutoConfiguration.class,
    ChatClientAutoConfiguration.class,
    GuardAutoConfiguration.class,
    GuardSpringAiAutoConfiguration.class,
    GuardAspectAutoConfiguration.class,
    GuardStartupAutoConfiguration.class,
    GuardCoverageAutoConfiguration.class,
    GuardTestConfiguration.class
})
public @interface GuardTest {

    /** Properties as {@code key=value}, added to the environment before the test. */
    String[] properties() default {};

    /** Whether components with tools and extensions of the guard take part without being named. */
    boolean useDefaultFilters() default true;

    /** Components that take part as well. */
    ComponentScan.Filter[] includeFilters() default {};

    /** Components that do not take part. */
    ComponentScan.Filter[] excludeFilters() default {};

    /** Auto-configurations to leave out. */
    @AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
    Class<?>[] excludeAutoConfiguration() default {};
}
