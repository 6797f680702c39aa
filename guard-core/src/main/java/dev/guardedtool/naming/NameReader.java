package dev.guardedtool.naming;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a tool's name as an English phrase with a verb. Any name gives a verdict; most other languages say nothing. */
public final class NameReader {

    /** What comes before the name of the tool itself: a server, a service, a class. */
    private static final Pattern SPACE = Pattern.compile("^.*(?:__|[.:/])(?=[^.:/]*\\p{L})", Pattern.DOTALL);

    /** Verbs of two words, by both. */
    private static final Map<String, NameKind> PHRASES = Map.ofEntries(
            Map.entry("log in", NameKind.APART),
            Map.entry("log out", NameKind.APART),
            Map.entry("log on", NameKind.APART),
            Map.entry("log off", NameKind.APART),
            Map.entry("sign in", NameKind.APART),
            Map.entry("sign out", NameKind.APART),
            Map.entry("sign on", NameKind.APART),
            Map.entry("hand over", NameKind.APART),
            Map.entry("hand off", NameKind.APART),
            Map.entry("transfer to", NameKind.APART),
            Map.entry("sign up", NameKind.WRITE),
            Map.entry("check in", NameKind.WRITE),
            Map.entry("check out", NameKind.WRITE),
            Map.entry("set up", NameKind.WRITE),
            Map.entry("roll back", NameKind.WRITE),
            Map.entry("back up", NameKind.WRITE),
            Map.entry("clean up", NameKind.WRITE),
            Map.entry("turn on", NameKind.WRITE),
            Map.entry("turn off", NameKind.WRITE),
            Map.entry("switch on", NameKind.WRITE),
            Map.entry("switch off", NameKind.WRITE),
            Map.entry("opt in", NameKind.WRITE),
            Map.entry("opt out", NameKind.WRITE),
            Map.entry("read write", NameKind.WRITE),
            Map.entry("look up", NameKind.READ),
            Map.entry("look at", NameKind.READ));

    private final List<String> words;
    private final int last;

    private NameReader(String name) {
        this.words = NameWords.of(name);
        this.last = words.size() - 1;
    }

    /** What the name says, in snake, kebab, camel or dotted case. */
    public static NameVerdict read(String name) {
        Matcher space = SPACE.matcher(name);
        NameVerdict own = new NameReader(space.find() ? name.substring(space.end()) : name).read();
        return own.kind() == NameKind.SILENT ? new NameReader(name).read() : own;
    }

    private NameVerdict read() {
        if (words.isEmpty()) {
            return NameVerdict.SILENT;
        }
        if (last > 0 && Verbs.PREDICATE.contains(words.get(0))) {
            return new NameVerdict(NameKind.READ, words.get(0));
        }
        for (int i = 0; i <= last; i++) {
            if (i < last && Verbs.NAMED_SO.contains(words.get(i) + " " + words.get(i + 1))) {
                i++;
                continue;
            }
            NameVerdict found = at(i);
            if (found != null) {
                return switch (found.kind()) {
                    case READ -> read(i, found);
                    case APART, ANYTHING -> i < last && Verbs.writes(words.get(last)) ? write(last) : found;
                    default -> found;
                };
            }
        }
        return byNouns();
    }

    /** What the word there decides, or null if it decides nothing. */
    private @Nullable NameVerdict at(int i) {
        String word = words.get(i);
        if (i < last) {
            String phrase = word + " " + words.get(i + 1);
            NameKind kind = PHRASES.get(phrase);
            if (kind != null) {
                return new NameVerdict(kind, phrase);
            }
        } else if (i > 0 && Verbs.HTTP_WRITE.contains(word)) {
            return new NameVerdict(NameKind.WRITE, word);
        }
        if (i == 0 && Verbs.LIGHT.contains(word)) {
            NameVerdict deed = deed();
            if (deed != null) {
                return deed;
            }
        }
        if (Verbs.READ.contains(word)) {
            boolean noun = i > 0 && i < last && Verbs.READ_NOUNS.contains(word);
            return noun ? null : new NameVerdict(NameKind.READ, word);
        }
        if (Verbs.writes(word)) {
            boolean noun = word.equals("set") && i > 0 && i == last;
            return noun ? null : write(i);
        }
        if (Verbs.ANYTHING.contains(word)) {
            return new NameVerdict(NameKind.ANYTHING, word);
        }
        return Verbs.APART.contains(word) ? new NameVerdict(NameKind.APART, word) : null;
    }

    private NameVerdict write(int i) {
        String word = words.get(i);
        if (i > 0 && Verbs.MATTERS.contains(words.get(last))) {
            return NameVerdict.SILENT;
        }
        return new NameVerdict(word.equals("add") && last == 0 ? NameKind.HINT_OF_WRITE : NameKind.WRITE, word);
    }

    private @Nullable NameVerdict deed() {
        for (String word : words.subList(1, words.size())) {
            if (Verbs.DEEDS.contains(word)) {
                return Verbs.MATTERS.contains(words.get(last))
                        ? NameVerdict.SILENT
                        : new NameVerdict(NameKind.WRITE, words.get(0) + " " + word);
            }
        }
        return null;
    }

    /** A read, unless it is of a language that can do anything, or goes on with a write. */
    private NameVerdict read(int verb, NameVerdict verdict) {
        for (int i = verb + 1; i <= last; i++) {
            if (Verbs.LANGUAGE.contains(words.get(i))) {
                return new NameVerdict(NameKind.ANYTHING, words.get(i));
            }
            if (i < last && Verbs.AND.contains(words.get(i)) && Verbs.writes(words.get(i + 1))) {
                return new NameVerdict(NameKind.WRITE, words.get(i + 1));
            }
        }
        return verdict;
    }

    private NameVerdict byNouns() {
        if (Verbs.MATTERS.contains(words.get(last))) {
            return NameVerdict.SILENT;
        }
        if (Verbs.MAYBE_WRITE.contains(words.get(0))) {
            return new NameVerdict(NameKind.MAYBE_WRITE, words.get(0));
        }
        if (last > 1 && Verbs.MAYBE_WRITE.contains(words.get(1))) {
            return new NameVerdict(NameKind.HINT_OF_WRITE, words.get(1));
        }
        return Verbs.MAYBE_WRITE.contains(words.get(last))
                ? new NameVerdict(NameKind.HINT_OF_WRITE, words.get(last))
                : NameVerdict.SILENT;
    }
}
