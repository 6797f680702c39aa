package dev.guardedtool.demo.launch;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/** The application did not start; the message says why and what to change. */
public final class StartFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private StartFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What one of Spring Boot's failure analyzers makes of the failure; the failure itself if none knows it. */
    static RuntimeException explaining(RuntimeException failure, @Nullable ConfigurableApplicationContext context) {
        if (context == null) {
            return failure;
        }
        ArgumentResolver arguments = ArgumentResolver.of(BeanFactory.class, context.getBeanFactory())
                .and(Environment.class, context.getEnvironment());
        for (FailureAnalyzer analyzer : SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, arguments, FailureHandler.handleMessage((message, skipped) -> {}))) {
            FailureAnalysis analysis = analyzer.analyze(failure);
            if (analysis != null) {
                String action = analysis.getAction() == null ? "" : " " + analysis.getAction();
                return new StartFailedException(analysis.getDescription() + action, failure);
            }
        }
        return failure;
    }
}
