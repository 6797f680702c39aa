package dev.guardedtool.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds secrets in running text by the names before them: {@code password=…}, {@code "token": "…"}, headers, tags,
 * options of commands, however often quotes are escaped. Where it cannot tell the end of a secret it takes the rest of the
 * line, or of the text. One pass.
 */
final class NamedSecrets {

    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.\\-]{1,63}+");

    private static final String QUOTE = "(?:\\\\{0,8}[\"'`]|&quot;|&#34;)";

    private static final Pattern SEPARATOR = Pattern.compile("(?<quote>" + QUOTE + ")?+(?:"
            + "[ \\t]{0,8}(?::=|=>|[:=])[ \\t]{0,8}"
            + "|[ \\t]{1,8}(?:is|was|are):?[ \\t]{1,8}"
            + "|[\\s,;]{1,8}" + QUOTE + "?+(?:value|content)" + QUOTE + "?+\\s{0,8}[:=]\\s{0,8})");

    /** Between an option and its value, on a command line or in the text of a list. */
    private static final Pattern OPTION_END = Pattern.compile(QUOTE + "?+,?[ \\t]{1,8}");

    /** Before a secret name: the member that it is the value of. */
    private static final Pattern NAMING =
            Pattern.compile("(?:^|[^\\p{L}\\p{N}])(?:name|key|field|header|parameter|property|id)" + QUOTE
                    + "?+[ \\t]{0,8}[:=][ \\t]{0,8}" + QUOTE + "?+$");

    private static final int LONGEST_NAMING = 64;
    private static final int FARTHEST_BRACE = 1_000;

    private static final Pattern TAG_END = Pattern.compile("[^<>]{0,256}+>");

    /** What stands in a tag before a name with a prefix. */
    private static final Pattern PREFIX = Pattern.compile("<[^<>\\s:]*+:$");

    private static final Pattern OPENING = Pattern.compile(QUOTE);

    private static final Pattern LITERAL = Pattern.compile("(?:null|true|false)(?=[,}\\]\\s]|$)");

    private static final String TO_LINE_END = "\n\r";
    private static final String TO_MEMBER_END = ",}] \t\n\r";
    private static final String TO_PARAMETER_END = "&\"'<> \t\n\r";

    private final SecretNames names;

    NamedSecrets(SecretNames names) {
        this.names = names;
    }

    String redact(String text, Mask mask) {
        Matcher name = NAME.matcher(text);
        Matcher separator = SEPARATOR.matcher(text).useTransparentBounds(true);
        List<Span> secrets = new ArrayList<>(0);
        int done = 0;
        int at = 0;
        while (at < text.length() && name.find(at)) {
            at = name.end();
            separator.region(at, text.length());
            boolean member = isNamedMember(text, name.start());
            boolean names = member
                    || (mayBeSeparator(text, at) && separator.lookingAt())
                    || isTagOrOption(text, name.start(), at);
            if (!names || !isSecret(text, name.start(), at)) {
                continue;
            }
            Span value = member ? around(text, done, name.start()) : valueAfter(text, name.start(), at, separator);
            if (!value.isBlank(text)) {
                secrets.add(value);
                done = value.end();
                at = done;
            }
        }
        return Span.masked(text, secrets, mask);
    }

    /** Spares a search behind most words. */
    private static boolean mayBeSeparator(String text, int end) {
        int at = end;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at < text.length() && ":=\"'`\\&,;iwavc\n\r".indexOf(text.charAt(at)) >= 0;
    }

    /** Whether another member says that the name is that of what the object around them holds. */
    private static boolean isNamedMember(String text, int start) {
        int at = start - 1;
        while (at >= 0 && at > start - LONGEST_NAMING && " \t\"'`\\".indexOf(text.charAt(at)) >= 0) {
            at--;
        }
        if (at < 0 || ":=;".indexOf(text.charAt(at)) < 0) {
            return false;
        }
        int from = Math.max(0, start - LONGEST_NAMING);
        Matcher naming = NAMING.matcher(text).region(from, start);
        return naming.find() && brace(text, start) >= 0;
    }

    private static int brace(String text, int before) {
        int at = before;
        while (at >= 0 && at > before - FARTHEST_BRACE && text.charAt(at) != '{') {
            at--;
        }
        return at >= 0 && text.charAt(at) == '{' ? at : -1;
    }

    private static Span around(String text, int done, int start) {
        int brace = brace(text, start);
        return new Span(Math.max(done, brace), bracketed(text, brace, '{').end());
    }

    private static boolean isTagOrOption(String text, int start, int end) {
        char before = start > 0 ? text.charAt(start - 1) : ' ';
        return before == '<'
                || before == ':'
                || (before == '-' && at(OPTION_END, text, end).lookingAt());
    }

    /** The letter of an escape such as {@code \n} before a name may seem to belong to it. */
    private boolean isSecret(String text, int start, int end) {
        return names.contain(text.substring(start, end))
                || (start > 0
                        && text.charAt(start - 1) == '\\'
                        && end - start > 2
                        && names.contain(text.substring(start + 1, end)));
    }

    /** What stands after that name, which is a secret one. */
    private static Span valueAfter(String text, int start, int end, Matcher separator) {
        char before = start > 0 ? text.charAt(start - 1) : ' ';
        if (before == '<' || (before == ':' && isPrefixed(text, start))) {
            Matcher tag = at(TAG_END, text, end);
            if (tag.lookingAt()) {
                return Span.until(text, tag.end(), text.indexOf("</", tag.end()));
            }
        }
        if (separator.lookingAt()) {
            boolean parameter = before == '?' || before == '&';
            return value(text, separator.end(), separator.group("quote") != null, parameter);
        }
        Matcher option = at(OPTION_END, text, end);
        boolean isOption = before == '-' && option.lookingAt();
        return isOption ? value(text, option.end(), false, false) : new Span(end, end);
    }

    private static boolean isPrefixed(String text, int start) {
        return PREFIX.matcher(text.substring(Math.max(0, start - 64), start)).find();
    }

    private static Span value(String text, int from, boolean member, boolean parameter) {
        Matcher opening = at(OPENING, text, from);
        if (opening.lookingAt()) {
            return quoted(text, opening.end(), opening.group());
        }
        char first = from < text.length() ? text.charAt(from) : ' ';
        if (first == '{' || first == '[' || first == '(') {
            return bracketed(text, from, first);
        }
        if (member && at(LITERAL, text, from).lookingAt()) {
            return new Span(from, from);
        }
        if (parameter) {
            return Span.before(text, from, TO_PARAMETER_END);
        }
        Span line = Span.before(text, from, member ? TO_MEMBER_END : TO_LINE_END);
        return line.isMarker(text) ? Span.before(text, line.next(text), TO_LINE_END) : line;
    }

    /** Up to the same quote, escaped as often or less. */
    private static Span quoted(String text, int from, String quote) {
        int escapes = quote.lastIndexOf('\\') + 1;
        String bare = quote.substring(escapes);
        for (int at = text.indexOf(bare, from); at >= 0; at = text.indexOf(bare, at + 1)) {
            int backslashes = 0;
            while (at - backslashes > from && text.charAt(at - backslashes - 1) == '\\') {
                backslashes++;
            }
            if (backslashes <= escapes) {
                return new Span(from, at - backslashes);
            }
        }
        return new Span(from, text.length());
    }

    private static Span bracketed(String text, int from, char open) {
        char close = open == '{' ? '}' : open == '[' ? ']' : ')';
        int depth = 0;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            depth += c == open ? 1 : c == close ? -1 : 0;
            if (depth == 0) {
                return new Span(from, at + 1);
            }
        }
        return new Span(from, text.length());
    }

    private static Matcher at(Pattern pattern, String text, int from) {
        return pattern.matcher(text)
                .region(Math.min(from, text.length()), text.length())
                .useTransparentBounds(true);
    }
}
