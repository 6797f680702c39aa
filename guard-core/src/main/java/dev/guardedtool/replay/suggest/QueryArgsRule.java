package dev.guardedtool.replay.suggest;

import dev.guardedtool.naming.NameWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Free text that a question is asked with: arguments that are called so, or that hold sentences that hardly repeat. */
final class QueryArgsRule {

    private static final Set<String> CALLED_SO = Set.of(
            "ask",
            "keyword",
            "keywords",
            "phrase",
            "prompt",
            "q",
            "query",
            "question",
            "search",
            "term",
            "terms",
            "text",
            "topic");

    private static final Set<String> ASKING =
            Set.of("ask", "find", "lookup", "query", "search", "explore", "investigate");

    /** Other names would need quoting in places where nobody expects it. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_.-]{1,64}");

    private static final int FEWEST = 3;

    /** An argument in fewer than one of so many calls is one that models made up. */
    private static final long SELDOM = 20;

    private QueryArgsRule() {}

    static Proposal.@Nullable QueryArgs propose(ToolNotes notes) {
        List<Map.Entry<String, ArgumentNotes>> found = notes.arguments.entrySet().stream()
                .filter(argument -> PLAIN.matcher(argument.getKey()).matches())
                .filter(argument -> isQuestion(notes, argument.getKey(), argument.getValue()))
                .sorted(Comparator.<Map.Entry<String, ArgumentNotes>>comparingInt(
                                argument -> -argument.getValue().severalWords())
                        .thenComparing(Map.Entry::getKey))
                .toList();
        if (found.isEmpty()) {
            return null;
        }
        List<String> evidence = new ArrayList<>();
        for (Map.Entry<String, ArgumentNotes> argument : found) {
            ArgumentNotes values = argument.getValue();
            evidence.add(Counted.of(values.given(), "value") + ", " + values.severalWords() + " of several words, "
                    + values.distinct() + (values.full() ? " or more" : "") + " distinct");
        }
        return new Proposal.QueryArgs(
                found.stream().map(Map.Entry::getKey).toList(), Confidence.MEDIUM, String.join("; ", evidence));
    }

    private static boolean isQuestion(ToolNotes notes, String name, ArgumentNotes values) {
        boolean few = values.severalWords() < FEWEST || values.distinct() < FEWEST;
        boolean invented = SELDOM * values.given() < notes.all();
        if (few || invented || 2 * values.texts() < values.given()) {
            return false;
        }
        boolean calledSo = NameWords.of(name).stream().anyMatch(CALLED_SO::contains);
        boolean sentences = 2 * values.severalWords() >= values.texts() && values.various();
        return calledSo || (sentences && ASKING.contains(notes.name.word()));
    }
}
