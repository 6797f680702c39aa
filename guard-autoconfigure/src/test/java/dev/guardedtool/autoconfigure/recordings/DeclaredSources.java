package dev.guardedtool.autoconfigure.recordings;

import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.policy.GuardPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ClassPathResource;

/** The sources that are declared for the tools of the recordings. */
final class DeclaredSources {

    private DeclaredSources() {}

    static GuardPolicy policy() {
        AtomicReference<GuardPolicy> policy = new AtomicReference<>();
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(GuardAutoConfiguration.class))
                .withInitializer(context -> {
                    try {
                        new YamlPropertySourceLoader()
                                .load("sources", new ClassPathResource("agentdyn-sources.yml", DeclaredSources.class))
                                .forEach(context.getEnvironment().getPropertySources()::addLast);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .run(context -> policy.set(context.getBean(GuardPolicy.class)));
        return policy.get();
    }
}
