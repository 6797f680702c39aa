package dev.guardedtool.autoconfigure.springai;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;

/**
 * Has every prompt looked at before the model gets it. Models that report to a registry ask its predicates before any
 * handler hears of the prompt, so that a refusal leaves nothing begun, neither a span nor a timer. A handler would come
 * after those that Spring Boot puts into groups, and would not hear of observations that are switched off.
 */
final class PromptWatch implements BeanPostProcessor, Ordered {

    private static final ObservationHandler<Observation.Context> NONE = context -> false;

    private final Supplier<OfferedTools> tools;

    PromptWatch(Supplier<OfferedTools> tools) {
        this.tools = tools;
    }

    /** Before those that add predicates of the application, of which the first to say no is the last to be asked. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof ObservationRegistry registry) {
            registry.observationConfig().observationPredicate((name, context) -> look(context));
            // A registry without handlers asks no predicate.
            registry.observationConfig().observationHandler(NONE);
        }
        return bean;
    }

    private boolean look(Observation.@Nullable Context context) {
        if (context instanceof ChatModelObservationContext prompt) {
            tools.get().look(prompt.getRequest());
        }
        return true;
    }
}
