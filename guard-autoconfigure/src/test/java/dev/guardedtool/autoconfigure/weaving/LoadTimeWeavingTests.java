package dev.guardedtool.autoconfigure.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.aspectj.weaver.loadtime.Agent;
import org.junit.jupiter.api.Test;

/** With the weaver as an agent, plain objects of hand-built clients and managers are decided too, in a JVM of its own. */
class LoadTimeWeavingTests {

    @Test
    void wovenCallbacksAreDecidedExactlyOnceAndNotTakenForUnguardedOnes() throws Exception {
        List<String> lines = run("-Dguard.unguarded-tools=fail", agent());

        assertThat(lines)
                .contains(
                        "call bodies=1 decisions=1",
                        "stream bodies=1 decisions=1",
                        "loop bodies=1 decisions=1",
                        "nested bodies=2 decisions=2",
                        "function bodies=1 decisions=1",
                        "augmented bodies=1 decisions=1",
                        "tool=[LOOP, WEAVING] callback=[LOOP, WEAVING]",
                        "guarded bodies=1 decisions=1");
    }

    @Test
    void withoutTheAgentThoseAreTheTwoHoles() throws Exception {
        List<String> lines = run();

        assertThat(lines)
                .contains(
                        "call bodies=1 decisions=0",
                        "stream bodies=1 decisions=0",
                        "loop bodies=1 decisions=0",
                        "nested bodies=2 decisions=0",
                        "function bodies=1 decisions=1",
                        "augmented bodies=1 decisions=1",
                        "tool=[LOOP] callback=[LOOP]",
                        "guarded bodies=1 decisions=1");
    }

    private static String agent() throws Exception {
        Path weaver = Path.of(
                Agent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        return "-javaagent:" + weaver;
    }

    private static List<String> run(String... jvmOptions) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder();
        builder.command().add(ProcessHandle.current().info().command().orElse("java"));
        builder.command().addAll(List.of(jvmOptions));
        builder.command()
                .addAll(List.of("-cp", System.getProperty("java.class.path"), WovenApplication.class.getName()));
        builder.redirectErrorStream(true);
        File output = File.createTempFile("woven", ".txt");
        output.deleteOnExit();
        builder.redirectOutput(output);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(output.toPath(), StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
        return lines;
    }
}
