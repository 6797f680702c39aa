package dev.guardedtool.replay.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A browser of the machine that runs the tests, without a window. */
final class Browser {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private static final Pattern ANSWER = Pattern.compile("<pre id=\"answer\">([^<]*)</pre>");

    private static final String WATCH = """
            const problems = [];
            addEventListener('error', (event) => problems.push('error: ' + event.message));
            addEventListener('securitypolicyviolation', (event) => problems.push('policy: ' + event.violatedDirective));
            """;

    private static final String ANSWERED = """
            const answer = (() => { %s })();
            setTimeout(() => {
              const shown = document.createElement('pre');
              shown.id = 'answer';
              shown.textContent = encodeURIComponent(JSON.stringify({ answer, problems }));
              document.body.append(shown);
            }, 50);
            """;

    private final Path executable;
    private final Path folder;

    private Browser(Path executable, Path folder) {
        this.executable = executable;
        this.folder = folder;
    }

    /** The browser, or nothing where there is none that can show a page out of that folder. */
    static Optional<Browser> in(Path folder) {
        return executables()
                .map(executable -> new Browser(executable, folder))
                .filter(Browser::works)
                .findFirst();
    }

    private static Stream<Path> executables() {
        String path = System.getenv().getOrDefault("PATH", "");
        return NAMES.stream()
                .flatMap(name -> Arrays.stream(path.split(File.pathSeparator)).map(place -> Path.of(place, name)))
                .filter(Files::isExecutable);
    }

    private boolean works() {
        try {
            return show("<!doctype html><title>here</title>").contains("<title>here</title>");
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Opens the page and runs that script in it once it has loaded.
     *
     * @param body what ends with returning the answer
     * @return the answer as {@code answer}, and what went wrong in the page as {@code problems}
     */
    JsonNode ask(String page, String body) throws IOException {
        String asked = ANSWERED.formatted(body);
        String dom = show(page.replace("script-src ", "script-src '" + hash(WATCH) + "' '" + hash(asked) + "' ")
                .replace("<title>", "<script>" + WATCH + "</script><title>")
                .replace("</body>", "<script>" + asked + "</script></body>"));
        Matcher answer = ANSWER.matcher(dom);
        if (!answer.find()) {
            throw new AssertionError("the page gave no answer: " + dom.substring(0, Math.min(dom.length(), 2_000)));
        }
        return JsonMapper.shared().readTree(URLDecoder.decode(answer.group(1), UTF_8));
    }

    private static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private String show(String page) throws IOException {
        Path own = Files.createTempDirectory(folder, "browser");
        Path file = Files.writeString(own.resolve("page.html"), page);
        Path dom = own.resolve("dom.html");
        ProcessBuilder process = new ProcessBuilder(
                        executable.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--user-data-dir=" + own.resolve("profile"),
                        "--virtual-time-budget=5000",
                        "--dump-dom",
                        file.toUri().toString())
                .redirectOutput(dom.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        process.environment().put("TMPDIR", own.toString());
        waitFor(process.start());
        // It leaves a link to its socket, which is gone.
        Files.deleteIfExists(own.resolve("profile/SingletonSocket"));
        return new String(Files.readAllBytes(dom), UTF_8);
    }

    private static void waitFor(Process process) {
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new IllegalStateException(e);
        }
    }
}
