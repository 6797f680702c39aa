package dev.guardedtool.demo.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.guardedtool.demo.DemoApplication;
import dev.guardedtool.demo.launch.SpringLauncher;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoCommandTests {

    private static final String REFUND = """
            {"scenarios": [{
              "name": "own", "customer": "C17", "user": "Refund A1001.",
              "task": {"reply": "done", "checks": [{"sql": "select count(*) from refunds", "expect": 1}]},
              "rounds": [{"calls": [{"tool": "refund", "args": {"orderId": "A1001", "amount": 5}}]}, {"text": "Done."}]
            }]}""";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path scenarios;

    @BeforeEach
    void writeScenarios() throws IOException {
        scenarios = Files.writeString(folder.resolve("own.json"), REFUND);
    }

    @Test
    void runsOnesOwnScenariosAndWritesJson() throws IOException {
        Path json = folder.resolve("out.json");

        int code = run("--scenarios", scenarios.toString(), "--json-out", json.toString());

        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        assertThat(out.toString()).startsWith("scenario").contains("own").contains("1 of 1 tasks completed");
        JsonNode report = JsonMapper.shared().readTree(Files.readString(json));
        assertThat(report.at("/scenarios/0/without/side_effects/refunds").asInt())
                .isEqualTo(1);
        assertThat(report.at("/scenarios/0/with/side_effects/refunds").asInt()).isEqualTo(1);
    }

    @Test
    void passesSpringPropertiesOn() {
        int code = run("demo", "--scenarios", scenarios.toString(), "--demo.prices.calls.refund=1000");

        assertThat(code).isZero();
        assertThat(out.toString()).contains("$1000.0");
    }

    @Test
    void showsWhatTheGuardWouldDoWhereItOnlyWatches() throws IOException {
        String refund = "{\"tool\": \"refund\", \"args\": {\"orderId\": \"A1001\", \"amount\": 5}}";
        Files.writeString(scenarios, REFUND.replace(refund, refund + ", " + refund));

        assertThat(run("--scenarios", scenarios.toString(), "--guard.mode=shadow"))
                .isZero();
        assertThat(out.toString()).contains("would cache idempotent_replay").contains("0 of 1 tasks completed");
    }

    @Test
    void complainsInOneLineAboutAPolicyThatCannotHold() {
        assertThat(run("--scenarios", scenarios.toString(), "--guard.loops.repeat.threshold=0"))
                .isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains("loops.repeat.threshold");
    }

    @Test
    void helpsWithEveryCommand() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("--json-out", "--scenarios", "--serve", "Commands:", "demo");
        assertThat(run("demo", "--help")).isZero();
    }

    @Test
    void complainsInOneLineAboutAnUnknownOption() {
        assertThat(run("--jsonout", "x")).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains("--jsonout");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void complainsInOneLineAboutABrokenFile() throws IOException {
        Files.writeString(scenarios, REFUND.replace("\"tool\": \"refund\", ", ""));

        assertThat(run("--scenarios", scenarios.toString())).isEqualTo(2);

        assertThat(err.toString())
                .isEqualToNormalizingNewlines(
                        "guard-demo: " + scenarios + ": scenario 'own': rounds[0].calls[0].tool is missing\n");
    }

    @Test
    void complainsInOneLineAboutAFileThatIsNotThere() {
        assertThat(run("--scenarios", folder.resolve("none.json").toString())).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().endsWith("none.json: no such file");
    }

    @Test
    void complainsInOneLineAboutAFolderThatIsNotThere() {
        assertThat(run("--json-out", folder.resolve("none/out.json").toString()))
                .isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().endsWith("cannot be written");
    }

    @Test
    void complainsInOneLineAboutABadProperty() {
        assertThat(run("--scenarios", scenarios.toString(), "--demo.prices.input=cheap"))
                .isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains("demo.prices.input", "cheap");
    }

    @Test
    void staysUpAndAnswers() throws Exception {
        Thread command = new Thread(() -> run("--scenarios", scenarios.toString(), "--serve", "--server.port=0"));
        command.start();
        try {
            Pattern address = Pattern.compile("http://\\S+/chat");
            String url = await().atMost(Duration.ofMinutes(1))
                    .until(() -> address.matcher(err.toString()), Matcher::find)
                    .group();

            for (int i = 0; i < 2; i++) {
                assertThat(post(url, "{\"scenario\": \"own\"}").body())
                        .contains("\"reply\":\"Done.\"")
                        .contains("\"refunds\":1");
            }
            assertThat(post(url, "{\"scenario\": \"other\"}").statusCode()).isEqualTo(404);
        } finally {
            command.interrupt();
            command.join();
        }
    }

    private static HttpResponse<String> post(String url, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private int run(String... args) {
        SpringLauncher launcher = SpringLauncher.of(DemoApplication.class, args);
        CommandLine commandLine = GuardDemo.commandLine(launcher)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        return commandLine.execute(launcher.remaining());
    }
}
