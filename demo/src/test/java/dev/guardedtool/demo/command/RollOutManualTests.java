package dev.guardedtool.demo.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.demo.DemoApplication;
import dev.guardedtool.demo.launch.SpringLauncher;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Whoever follows {@code docs/rollout.md} word for word gets what it says. */
class RollOutManualTests {

    private static final Path MANUAL = Path.of("../docs/rollout.md");
    private static final String JAR = "java -jar guard-demo.jar ";

    private static final String CALL =
            "{\"type\":\"tool_call\",\"tool\":\"%s\",\"args\":{\"id\":\"fp1\"}},{\"type\":\"tool_result\",\"ok\":true,\"text\":\"fp2\"}";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void everyCommandDoesWhatItSays() throws IOException {
        String manual = Files.readString(MANUAL);
        Path log = Files.createDirectories(folder.resolve("log"));
        Files.writeString(log.resolve("runs.jsonl"), run("get_order", "get_order", "get_order", "cancel_order"));
        Files.writeString(
                folder.resolve("application.yml"), blocks(manual, "yaml").get(0));
        List<String> commands = blocks(manual, "").stream()
                .map(String::strip)
                .filter(line -> line.startsWith(JAR))
                .toList();

        assertThat(commands).hasSizeGreaterThanOrEqualTo(3);
        for (String command : commands) {
            run(command);
        }

        assertThat(folder.resolve("suggested.yml")).content().contains("[cancel_order]", "effect: write");
        assertThat(folder.resolve("report.html")).content().contains("identical_toolcall_loop_cache", "suggested.yml");
    }

    @Test
    void everyOptionIsInTheManualAndNoOther() throws IOException {
        CommandLine replay = GuardDemo.commandLine(SpringLauncher.of(DemoApplication.class))
                .getSubcommands()
                .get("replay");
        TreeSet<String> known = new TreeSet<>();
        replay.getCommandSpec().options().forEach(option -> known.add(option.longestName()));
        known.removeAll(List.of("--help", "--version"));

        TreeSet<String> told = new TreeSet<>();
        Matcher option = Pattern.compile("(?m)^\\| `(--[a-z]+)").matcher(Files.readString(MANUAL));
        while (option.find()) {
            told.add(option.group(1));
        }
        assertThat(told).isEqualTo(known);
    }

    private void run(String command) throws IOException {
        String[] parts = command.substring(JAR.length()).split(" > ");
        List<String> args = new ArrayList<>();
        for (String arg : parts[0].split(" ")) {
            args.add(
                    arg.equals("/var/log/app")
                            ? folder.resolve("log").toString()
                            : arg.endsWith(".yml") || arg.endsWith(".html")
                                    ? folder.resolve(arg).toString()
                                    : arg);
        }
        out.getBuffer().setLength(0);
        SpringLauncher launcher = SpringLauncher.of(DemoApplication.class, args.toArray(String[]::new));
        int code = GuardDemo.commandLine(launcher)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(launcher.remaining());

        assertThat(err.toString()).as(command).isEmpty();
        assertThat(code).as(command).isZero();
        if (parts.length > 1) {
            Files.writeString(folder.resolve(parts[1]), out.toString());
        } else {
            assertThat(out.toString()).as(command).contains("dataset", "shop");
        }
    }

    private static List<String> blocks(String manual, String language) {
        return Pattern.compile("(?m)^```(\\w*)\\n(.*?)^```$", Pattern.DOTALL)
                .matcher(manual)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    private static String run(String... tools) {
        StringBuilder events = new StringBuilder();
        for (String tool : tools) {
            events.append(events.isEmpty() ? "" : ",").append(CALL.formatted(tool));
        }
        return "{\"dataset\":\"shop\",\"run_id\":\"r\",\"success\":null,\"events\":[" + events + "]}\n";
    }
}
