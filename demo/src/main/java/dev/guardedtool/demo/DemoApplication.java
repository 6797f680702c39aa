package dev.guardedtool.demo;

import dev.guardedtool.demo.command.GuardDemo;
import dev.guardedtool.demo.launch.SpringLauncher;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The sample application and the command line; the exit code is the command's. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class DemoApplication {

    public static void main(String[] args) {
        SpringLauncher launcher = SpringLauncher.of(DemoApplication.class, args);
        System.exit(GuardDemo.commandLine(launcher).execute(launcher.remaining()));
    }
}
