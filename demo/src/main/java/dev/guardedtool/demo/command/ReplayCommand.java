package dev.guardedtool.demo.command;

import dev.guardedtool.demo.launch.SpringLauncher;
import dev.guardedtool.demo.launch.StartFailedException;
import dev.guardedtool.demo.replay.ReplayedRuns;
import dev.guardedtool.demo.replay.Replays;
import dev.guardedtool.demo.replay.SkippedLines;
import dev.guardedtool.replay.DecisionsWriter;
import dev.guardedtool.replay.Replay;
import dev.guardedtool.replay.RunReader;
import dev.guardedtool.replay.report.HtmlReport;
import dev.guardedtool.replay.suggest.Suggestions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "replay",
        description = "Says what the guard would have done in recorded runs.",
        footer = {
            "",
            "Without --config the guard's defaults hold. Exit codes: 0 done, 2 could not run, 3 done, but lines were"
                    + " skipped.",
        },
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

    private static final int SKIPPED = 3;
    private static final Path STANDARD_INPUT = Path.of("/dev/stdin");

    private final Replays replays;

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--in",
            required = true,
            paramLabel = "FILE|DIR",
            description =
                    "Recorded runs, .gz or not; of a folder its *.jsonl and *.jsonl.gz; - for standard input. May be"
                            + " repeated.")
    List<Path> in = List.of();

    @Option(names = "--out", paramLabel = "FILE", description = "Writes the decisions, one line for each run.")
    @Nullable
    Path out;

    @Option(names = "--html", paramLabel = "FILE", description = "Writes one page with figures and interventions.")
    @Nullable
    Path html;

    @Option(names = "--config", paramLabel = "FILE", description = "Spring configuration with guard.* properties.")
    @Nullable
    Path config;

    @Option(names = "--compare", paramLabel = "FILE", description = "Another configuration to look at beside it.")
    @Nullable
    Path compare;

    @Option(
            names = "--suggest",
            description = "Prints what to say of the tools, as YAML with the evidence; the tables become comments.")
    boolean suggest;

    @Option(names = "--limit", paramLabel = "N", description = "Reads that many runs at most.")
    long limit = Long.MAX_VALUE;

    ReplayCommand(SpringLauncher launcher) {
        this.replays = new Replays(launcher);
    }

    @Override
    public Integer call() {
        check();
        ReplayedRuns replayed = new ReplayedRuns(replay(config), compare == null ? null : replay(compare));
        HtmlReport page = html == null ? null : page();
        if (page != null) {
            replayed.report(page);
        }
        Suggestions suggestions = new Suggestions();
        if (suggest) {
            replayed.suggest(suggestions);
        }
        SkippedLines skipped = new SkippedLines();
        read(replayed, skipped);
        if (html != null && page != null) {
            write(page, html);
        }
        print(suggest ? suggestions.suggest().toYaml() : "", tables(replayed));
        return report(skipped);
    }

    private void read(ReplayedRuns replayed, SkippedLines skipped) {
        try (StatusLine status = new StatusLine(spec().commandLine().getErr());
                RunReader runs = open(new ReadingProgress(status, skipped));
                DecisionsWriter decisions = out == null ? null : new DecisionsWriter(OutputFile.open(out))) {
            if (decisions != null) {
                replayed.write(decisions);
            }
            while (runs.runs() < limit && runs.hasNext()) {
                replayed.add(runs.next());
            }
        } catch (IOException failed) {
            throw unreadable(failed);
        } catch (UncheckedIOException failed) {
            throw unreadable(Objects.requireNonNull(failed.getCause()));
        }
    }

    private static CommandFailedException unreadable(IOException failed) {
        String message = Objects.requireNonNullElse(failed.getMessage(), "a recording");
        return new CommandFailedException(
                failed instanceof AccessDeniedException ? message + ": may not be read" : "cannot be read: " + message);
    }

    private Replay replay(@Nullable Path configuration) {
        try {
            return replays.under(configuration);
        } catch (CommandFailedException | StartFailedException explained) {
            throw explained;
        } catch (RuntimeException failed) {
            throw new CommandFailedException(name(configuration) + ": cannot be read: " + Complaints.rootOf(failed));
        }
    }

    private HtmlReport page() {
        return compare == null ? HtmlReport.of(name(config)) : HtmlReport.comparing(name(config), name(compare));
    }

    private static String name(@Nullable Path configuration) {
        return configuration == null ? "guard's defaults" : configuration.toString();
    }

    private static void write(HtmlReport page, Path file) {
        try {
            page.write(file);
        } catch (IOException failed) {
            throw OutputFile.unwritable(file, failed);
        }
    }

    private void check() {
        if (limit < 1) {
            throw new ParameterException(spec().commandLine(), "--limit must be at least 1");
        }
        for (Path file : files(config, compare)) {
            if (!Files.isRegularFile(file)) {
                throw new CommandFailedException(file + (Files.exists(file) ? ": is no file" : ": no such file"));
            }
        }
        files(out, html).forEach(OutputFile::check);
        if (out != null && html != null && same(out, html)) {
            throw new CommandFailedException(out + ": would be written twice");
        }
        refuseToOverwrite(files(config, compare));
    }

    private void refuseToOverwrite(List<Path> read) {
        for (Path written : files(out, html)) {
            if (read.stream().anyMatch(file -> same(file, written))) {
                throw new CommandFailedException(written + ": would be read and written at once");
            }
        }
    }

    private static List<Path> files(@Nullable Path... some) {
        return Arrays.stream(some)
                .<Path>mapMulti((file, to) -> {
                    if (file != null) {
                        to.accept(file);
                    }
                })
                .toList();
    }

    private static boolean same(Path file, Path other) {
        try {
            return file.toAbsolutePath()
                            .normalize()
                            .equals(other.toAbsolutePath().normalize())
                    || Files.isSameFile(file, other);
        } catch (IOException missing) {
            return false;
        }
    }

    private RunReader open(ReadingProgress progress) throws IOException {
        RunReader runs;
        try {
            runs = RunReader.open(in.stream().map(ReplayCommand::named).toList(), progress);
        } catch (NoSuchFileException missing) {
            throw new CommandFailedException(missing.getMessage() + ": nothing there to read");
        }
        refuseToOverwrite(runs.files());
        return runs;
    }

    private static Path named(Path file) {
        return file.equals(Path.of("-")) ? STANDARD_INPUT : file;
    }

    private String tables(ReplayedRuns replayed) {
        if (compare == null) {
            return replayed.summary().table();
        }
        return name(config) + "\n" + replayed.summary().table() + "\n" + name(compare) + "\n"
                + replayed.other().table();
    }

    /** Where there is YAML, all of it is, so that it can go into a file as it is. */
    private void print(String yaml, String tables) {
        PrintWriter printer = spec().commandLine().getOut();
        Results.print(
                printer,
                yaml.isEmpty()
                        ? tables
                        : yaml + "\n"
                                + tables.indent(1).replaceAll("(?m)^", "#").replaceAll("#$", ""));
    }

    private int report(SkippedLines skipped) {
        PrintWriter err = spec().commandLine().getErr();
        String program = spec().root().name();
        skipped.report().forEach(sentence -> err.println(program + ": " + sentence));
        err.flush();
        return skipped.any() ? SKIPPED : 0;
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(spec);
    }
}
