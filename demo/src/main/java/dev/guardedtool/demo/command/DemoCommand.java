package dev.guardedtool.demo.command;

import dev.guardedtool.demo.compare.Comparison;
import dev.guardedtool.demo.compare.Report;
import dev.guardedtool.demo.launch.SpringLauncher;
import dev.guardedtool.demo.script.InvalidScenarioException;
import dev.guardedtool.demo.script.Scenarios;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description = "Runs every scenario without and with the guard on equal databases.",
        mixinStandardHelpOptions = true)
class DemoCommand implements Callable<Integer> {

    private final SpringLauncher launcher;

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--scenarios",
            paramLabel = "FILE",
            description = "Your own scenarios instead of the built-in ones.")
    @Nullable
    Path scenarioFile;

    @Option(names = "--json-out", paramLabel = "FILE", description = "Also writes the results, with every decision.")
    @Nullable
    Path jsonFile;

    @Option(names = "--serve", description = "Stays up afterwards, guarded, with POST /chat on port 8080.")
    boolean serve;

    DemoCommand(SpringLauncher launcher) {
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        if (jsonFile != null) {
            OutputFile.check(jsonFile);
        }
        Scenarios scenarios;
        Report report;
        try {
            scenarios = scenarioFile == null ? Scenarios.builtIn() : Scenarios.of(scenarioFile);
            try (Progress progress = new Progress(err(), scenarios.all().size())) {
                report = new Comparison(launcher, progress::step).run(scenarios);
            }
        } catch (InvalidScenarioException invalid) {
            Object source = scenarioFile == null ? "built-in scenarios" : scenarioFile;
            throw new CommandFailedException(source + ": " + invalid.getMessage());
        }
        Results.print(out(), report.toTable());
        if (jsonFile != null) {
            OutputFile.write(jsonFile, report.toJson());
        }
        if (serve) {
            serve(scenarios);
        }
        return 0;
    }

    private void serve(Scenarios scenarios) {
        CountDownLatch closed = new CountDownLatch(1);
        launcher.with(
                WebApplicationType.SERVLET,
                Map.of(),
                starting -> {
                    ((GenericApplicationContext) starting).registerBean(Scenarios.class, () -> scenarios);
                    starting.addApplicationListener((ContextClosedEvent event) -> closed.countDown());
                },
                context -> {
                    String port = context.getEnvironment().getProperty("local.server.port");
                    String example = scenarios.all().get(0).name();
                    err().println("POST {\"scenario\":\"" + example + "\"} to http://127.0.0.1:" + port + "/chat");
                    return awaitEnd(closed);
                });
    }

    private static boolean awaitEnd(CountDownLatch closed) {
        try {
            closed.await();
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private PrintWriter out() {
        return spec().commandLine().getOut();
    }

    private PrintWriter err() {
        return spec().commandLine().getErr();
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(spec);
    }
}
