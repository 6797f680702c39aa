package dev.guardedtool.demo.command;

import dev.guardedtool.demo.launch.SpringLauncher;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line as a whole. Without a command it runs the demo. */
@Command(
        name = "guard-demo",
        description = "What a support agent does without and with the guard.",
        footer = {"", "Spring properties such as --guard.loops.repeat.threshold=4 work everywhere."},
        mixinStandardHelpOptions = true,
        versionProvider = GuardDemo.Version.class)
public final class GuardDemo extends DemoCommand {

    private GuardDemo(SpringLauncher launcher) {
        super(launcher);
    }

    /** The commands, ready to be executed; a new one is added here. */
    public static CommandLine commandLine(SpringLauncher launcher) {
        return new CommandLine(new GuardDemo(launcher))
                .addSubcommand(new DemoCommand(launcher))
                .addSubcommand(new ReplayCommand(launcher))
                .setParameterExceptionHandler(Complaints::badUsage)
                .setExecutionExceptionHandler(Complaints::failed);
    }

    /** The version in the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = GuardDemo.class.getPackage().getImplementationVersion();
            return new String[] {version == null ? "unknown" : version};
        }
    }
}
