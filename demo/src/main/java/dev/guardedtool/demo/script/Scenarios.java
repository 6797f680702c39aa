package dev.guardedtool.demo.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;

/**
 * The scenarios that can be played.
 *
 * @param all in the order of their file
 */
public record Scenarios(List<Scenario> all) {

    private static final List<String> BUILT_IN =
            List.of("support.json", "limits.json", "outages.json", "budgets.json", "timeouts.json");

    public Scenarios {
        all = List.copyOf(all);
    }

    /** Those that come with the demo. */
    public static Scenarios builtIn() {
        return new Scenarios(
                BUILT_IN.stream().flatMap(file -> bundled(file).stream()).toList());
    }

    private static List<Scenario> bundled(String file) {
        try {
            return ScenarioReader.read(
                    new ClassPathResource("scenarios/" + file).getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Those of a file.
     *
     * @throws InvalidScenarioException if the file cannot be read or says something that makes no sense
     */
    public static Scenarios of(Path file) {
        try {
            return new Scenarios(ScenarioReader.read(Files.readString(file)));
        } catch (NoSuchFileException absent) {
            throw new InvalidScenarioException("no such file");
        } catch (MalformedInputException notText) {
            throw new InvalidScenarioException("not a text in UTF-8");
        } catch (IOException unreadable) {
            throw new InvalidScenarioException("cannot be read: " + unreadable.getMessage());
        }
    }

    /** The one of that name, if any. */
    public Optional<Scenario> named(String name) {
        return all.stream().filter(scenario -> scenario.name().equals(name)).findFirst();
    }
}
