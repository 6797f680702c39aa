package dev.guardedtool.autoconfigure;

import dev.guardedtool.GuardDeniedException;
import dev.guardedtool.GuardedTool;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application of its own, for class loaders that lack something. */
public final class StartedAlone {

    /** Looks at every class of these tests, of which some need what is missing, as repositories of Redis do. */
    private static final String SCANNING = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration";

    private StartedAlone() {}

    /** Starts it with those settings, calls a guarded method, and tells the beans that it had. */
    public static String[] beans(String... settings) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run(arguments(settings))) {
            context.getBean(Tools.class).allowed();
            try {
                context.getBean(Tools.class).denied();
                throw new IllegalStateException("the call was not decided");
            } catch (GuardDeniedException e) {
                return context.getBeanDefinitionNames();
            }
        }
    }

    private static String[] arguments(String... settings) {
        return Stream.concat(
                        Stream.of(settings),
                        Stream.of(
                                "--spring.main.banner-mode=off",
                                "--spring.ai.mcp.client.enabled=false",
                                "--spring.ai.mcp.server.enabled=false",
                                "--spring.autoconfigure.exclude=" + SCANNING,
                                "--management.endpoints.web.exposure.include=*",
                                "--spring.data.redis.repositories.enabled=false",
                                "--guard.secret-key=0123456789abcdef0123456789abcdef",
                                "--guard.tools.denied.access=deny"))
                .toArray(String[]::new);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        Tools tools() {
            return new Tools();
        }
    }

    /** Two tools. */
    public static class Tools {

        /** Runs. */
        @GuardedTool
        public void allowed() {}

        /** Does not. */
        @GuardedTool
        public void denied() {}
    }
}
