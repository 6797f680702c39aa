package dev.guardedtool.demo.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the application with the Spring properties of the command line, as often as a command needs it. */
public final class SpringLauncher {

    private static final Pattern PROPERTY = Pattern.compile("--(guard|demo|spring|server|logging|management)\\..*");

    private final Class<?> application;
    private final List<String> properties;
    private final List<String> remaining;

    private SpringLauncher(Class<?> application, List<String> properties, List<String> remaining) {
        this.application = application;
        this.properties = properties;
        this.remaining = remaining;
    }

    /** For that application; takes the Spring properties out of the arguments. */
    public static SpringLauncher of(Class<?> application, String... args) {
        List<String> properties = new ArrayList<>();
        List<String> remaining = new ArrayList<>();
        for (String arg : args) {
            (PROPERTY.matcher(arg).matches() ? properties : remaining).add(arg);
        }
        return new SpringLauncher(application, List.copyOf(properties), List.copyOf(remaining));
    }

    /** The same properties for another application. */
    public SpringLauncher launching(Class<?> other) {
        return new SpringLauncher(other, properties, remaining);
    }

    /** The arguments that are not Spring properties. */
    public String[] remaining() {
        return remaining.toArray(String[]::new);
    }

    /**
     * Starts the application, does something with it, and stops it.
     *
     * @param overrides properties that win over those of the command line
     * @param initializer is applied before any bean is defined
     * @throws StartFailedException if the application, or a bean that is made only on demand, cannot be started
     */
    public <T> T with(
            WebApplicationType type,
            Map<String, String> overrides,
            ApplicationContextInitializer<ConfigurableApplicationContext> initializer,
            Function<ConfigurableApplicationContext, T> work) {
        // Before the configuration is read, that of logging is not known.
        LoggingSystem.get(application.getClassLoader()).setLogLevel(SpringApplication.class.getName(), LogLevel.OFF);
        AtomicReference<@Nullable ConfigurableApplicationContext> started = new AtomicReference<>();
        SpringApplication spring = new SpringApplication(application);
        spring.setWebApplicationType(type);
        spring.addInitializers(initializer);
        spring.addInitializers(started::set);
        try (ConfigurableApplicationContext context = spring.run(arguments(overrides))) {
            return work.apply(context);
        } catch (RuntimeException failure) {
            throw StartFailedException.explaining(failure, started.get());
        }
    }

    private String[] arguments(Map<String, String> overrides) {
        List<String> args = new ArrayList<>();
        for (String property : properties) {
            if (!overrides.containsKey(nameOf(property))) {
                args.add(property);
            }
        }
        overrides.forEach((name, value) -> args.add("--" + name + "=" + value));
        return args.toArray(String[]::new);
    }

    private static String nameOf(String property) {
        int value = property.indexOf('=');
        return property.substring("--".length(), value < 0 ? property.length() : value);
    }
}
