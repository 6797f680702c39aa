package dev.guardedtool.demo.compare;

import dev.guardedtool.demo.launch.SpringLauncher;
import dev.guardedtool.demo.script.InvalidScenarioException;
import dev.guardedtool.demo.script.Scenario;
import dev.guardedtool.demo.script.Scenarios;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Runs every scenario without and with the guard. Each run has an application of its own, so that both start from equal
 * databases and nothing the guard remembers of one scenario is there in the next.
 */
public final class Comparison {

    private final SpringLauncher launcher;
    private final Consumer<String> progress;

    /** Reports its progress to that consumer, in a few words at a time. */
    public Comparison(SpringLauncher launcher, Consumer<String> progress) {
        this.launcher = launcher;
        this.progress = progress;
    }

    /**
     * Runs them in order.
     *
     * @throws InvalidScenarioException if a statement of a scenario cannot be executed
     */
    public Report run(Scenarios scenarios) {
        List<Report.Result> results = new ArrayList<>();
        for (Scenario scenario : scenarios.all()) {
            progress.accept(scenario.name());
            results.add(new Report.Result(
                    scenario.name(), scenario.title(), attempt(scenario, false), attempt(scenario, true)));
        }
        return Report.of(results);
    }

    Attempt attempt(Scenario scenario, boolean guarded) {
        Map<String, String> side = Map.of("guard.enabled", Boolean.toString(guarded));
        return launcher.with(
                WebApplicationType.NONE,
                side,
                playing(scenario),
                context -> context.getBean(Trial.class).run(scenario));
    }

    private static ApplicationContextInitializer<ConfigurableApplicationContext> playing(Scenario scenario) {
        Scenarios one = new Scenarios(List.of(scenario));
        return context -> ((GenericApplicationContext) context).registerBean(Scenarios.class, () -> one);
    }
}
