package dev.guardedtool.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ByteArrayResource;

/** Puts a YAML text where {@code application.yml} would be. */
final class Yaml {

    private Yaml() {}

    static ApplicationContextInitializer<ConfigurableApplicationContext> of(String text) {
        ByteArrayResource file = new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public String getDescription() {
                return "application.yml";
            }
        };
        return application -> {
            try {
                new YamlPropertySourceLoader()
                        .load("application.yml", file)
                        .forEach(application.getEnvironment().getPropertySources()::addLast);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
