package dev.guardedtool.replay.suggest;

import dev.guardedtool.naming.NameReader;
import dev.guardedtool.replay.RecordedEvent;
import dev.guardedtool.replay.RecordedEvent.Call;
import dev.guardedtool.replay.RecordedEvent.Result;
import dev.guardedtool.replay.RecordedRun;
import dev.guardedtool.signature.ArgumentLimits;
import dev.guardedtool.signature.ArgumentReader;
import dev.guardedtool.signature.ArgumentShape;
import dev.guardedtool.signature.Arguments;
import dev.guardedtool.signature.Fingerprints;
import dev.guardedtool.signature.NumberForm;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks at recorded runs, one after the other, and proposes configuration for the tools in them. What is kept are counts:
 * memory grows with the number of tools, up to a limit, and not with the number of runs. The same runs in any order give
 * the same proposals as long as there are no more tools, and no more arguments of a tool, than are kept.
 *
 * <p>Not thread-safe.
 */
public final class Suggestions {

    static final int MOST_TOOLS = 1_000;
    static final int LONGEST_NAME = 200;

    /** Fingerprints leave no run, so nothing has to be kept secret. */
    private static final byte[] KEY = "suggestions keep no secrets".getBytes(StandardCharsets.US_ASCII);

    private static final ArgumentShape BY_VALUE = new ArgumentShape(Set.of(), Set.of(), NumberForm.BY_VALUE);

    private static final Predicate<String> NO_SUCH_TOOL = Pattern.compile(
                    "\\b(?:unknown|invalid|no such|unrecognized|undefined|unregistered)\\b.{0,20}\\b(?:tool|function)\\b"
                            + "|\\b(?:tool|function)\\b.{0,80}\\b(?:not (?:found|available|registered|defined|exist)"
                            + "|does(?: not|n't) exist|is unknown)",
                    Pattern.CASE_INSENSITIVE)
            .asPredicate();

    private final ArgumentReader reader = new ArgumentReader(ArgumentLimits.defaults());
    private final Fingerprints fingerprints = new Fingerprints(KEY);
    private final TreeMap<String, ToolNotes> tools = new TreeMap<>();
    private long runs;
    private long successful;
    private long failed;
    private long leftOut;

    /** Looks at a run. */
    public void add(RecordedRun run) {
        runs++;
        Boolean success = run.success();
        if (success != null) {
            successful += success ? 1 : 0;
            failed += success ? 0 : 1;
        }
        RunNotes notes = new RunNotes();
        List<RecordedEvent> events = run.events();
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof Call call) {
                add(notes, call, run.resultOf(i));
            }
        }
        notes.finish(success);
    }

    private void add(RunNotes run, Call call, @Nullable Result result) {
        String name = call.tool().value();
        ToolNotes notes = notes(name);
        if (notes == null) {
            leftOut++;
            return;
        }
        Arguments arguments = reader.read(call.arguments());
        Answer answer = result != null && result.ok() ? Answer.of(result.text(), reader) : null;
        boolean noSuchTool = result != null && !result.ok() && NO_SUCH_TOOL.test(result.text());
        notes.called(answer, noSuchTool);
        for (String argument : arguments.names()) {
            notes.argument(argument, arguments.text(argument));
        }
        run.add(name, notes, fingerprints.arguments(arguments, BY_VALUE), result, answer);
    }

    private @Nullable ToolNotes notes(String name) {
        ToolNotes known = tools.get(name);
        if (known == null && tools.size() < MOST_TOOLS && name.length() <= LONGEST_NAME) {
            known = new ToolNotes(NameReader.read(name));
            tools.put(name, known);
        }
        return known;
    }

    /** What the runs so far speak for. More can be added afterwards. */
    public Suggestion suggest() {
        return new Proposer(tools).propose(runs, successful, failed, leftOut);
    }
}
