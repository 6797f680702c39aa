package dev.guardedtool.demo.replay;

import dev.guardedtool.check.ErrorClassifier;
import dev.guardedtool.demo.launch.SpringLauncher;
import dev.guardedtool.expression.ExpressionCompiler;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.replay.Replay;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ApplicationContext;

/** Makes replays of what Spring binds to the guard. */
public final class Replays {

    private static final String BASE = "classpath:/replay.yml";

    private final SpringLauncher launcher;

    /** With the Spring properties of that launcher, whose application does not matter. */
    public Replays(SpringLauncher launcher) {
        this.launcher = launcher.launching(ReplayConfiguration.class);
    }

    /**
     * A replay under the configuration in that file.
     *
     * @param config a Spring configuration file, or null for the guard's own defaults
     * @throws dev.guardedtool.demo.launch.StartFailedException if the configuration cannot hold
     */
    public Replay under(@Nullable Path config) {
        String location = config == null
                ? BASE
                : BASE + ",file:" + config.toAbsolutePath().normalize();
        Map<String, String> overrides = Map.of(
                "spring.config.location",
                location,
                // A replay has a key of its own, and none of the application's is needed to read its configuration.
                "guard.secret-key",
                "a replay keeps no secrets");
        return launcher.with(WebApplicationType.NONE, overrides, context -> {}, Replays::replay);
    }

    private static Replay replay(ApplicationContext context) {
        return Replay.builder(context.getBean(GuardPolicy.class))
                .expressions(context.getBean(ExpressionCompiler.class))
                .errors(context.getBean(ErrorClassifier.class))
                .build();
    }
}
