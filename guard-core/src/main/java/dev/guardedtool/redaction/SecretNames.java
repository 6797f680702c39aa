package dev.guardedtool.redaction;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which names of arguments and fields stand for secrets. A name is taken apart into words at capitals and punctuation,
 * without the digits at their ends: {@code X-Api-Key} and {@code apiKey2} are both <i>api key</i>. It is secret if one
 * word, or a few in sequence, are a known name. A known name may end or begin with {@code *} for any letters within a
 * word; with both it is looked for anywhere. Immutable.
 */
public final class SecretNames {

    private static final List<String> USUAL = List.of(
            "*password*",
            "*passwd*",
            "*passphrase*",
            "*passcode*",
            "*passwort*",
            "*kennwort*",
            "*contraseña*",
            "*motdepasse*",
            "senha",
            "pass",
            "pwd",
            "*secret*",
            "*credential*",
            "*authorization*",
            "auth",
            "oauth",
            "*cookie*",
            "session-id",
            "*token",
            "jwt",
            "bearer",
            "*apikey*",
            "*accesskey*",
            "*privatekey*",
            "*signingkey*",
            "*encryptionkey*",
            "connection-string",
            "otp",
            "totp",
            "pin",
            "card",
            "*creditcard*",
            "*cardnumber*",
            "pan",
            "cvv",
            "cvc",
            "csc",
            "security-code",
            "iban",
            "ssn",
            "*socialsecurity*");

    private static final SecretNames DEFAULTS = of(List.of());

    private static final int MOST_WORDS = 4;
    private static final int MOST_CHARS = 200;

    private final Set<String> whole = new HashSet<>();
    private final List<String> anywhere = new ArrayList<>();
    private final List<String> beginnings = new ArrayList<>();
    private final List<String> endings = new ArrayList<>();

    private SecretNames(Collection<String> names) {
        for (String name : names) {
            String core = String.join("", words(name.replace('*', ' ')));
            if (core.isEmpty()) {
                throw new IllegalArgumentException("'" + name + "' names nothing");
            }
            boolean open = name.startsWith("*");
            boolean ends = name.endsWith("*");
            (open && ends ? anywhere : open ? endings : ends ? beginnings : whole).add(core);
        }
    }

    /** The usual names: passwords, keys, tokens, cookies, numbers of cards and accounts. */
    public static SecretNames usual() {
        return DEFAULTS;
    }

    /**
     * The usual names and those.
     *
     * @throws IllegalArgumentException if one has neither letter nor digit
     */
    public static SecretNames of(Collection<String> more) {
        List<String> names = new ArrayList<>(USUAL);
        names.addAll(more);
        return new SecretNames(names);
    }

    /** Whether what goes by that name is secret. Of a very long name the beginning decides. */
    public boolean contain(String name) {
        List<String> words = words(name.length() <= MOST_CHARS ? name : name.substring(0, MOST_CHARS));
        String all = String.join("", words);
        return anywhere.stream().anyMatch(all::contains)
                || words.stream().anyMatch(this::endsOrBegins)
                || sequence(words);
    }

    private boolean endsOrBegins(String word) {
        return endings.stream().anyMatch(word::endsWith) || beginnings.stream().anyMatch(word::startsWith);
    }

    private boolean sequence(List<String> words) {
        for (int from = 0; from < words.size(); from++) {
            StringBuilder joined = new StringBuilder();
            for (int at = from; at < Math.min(words.size(), from + MOST_WORDS); at++) {
                if (whole.contains(joined.append(words.get(at)).toString())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<String> words(String name) {
        List<String> words = new ArrayList<>(MOST_WORDS);
        int start = -1;
        for (int i = 0; i <= name.length(); i++) {
            boolean inside = i < name.length() && Character.isLetterOrDigit(name.charAt(i));
            if (start >= 0 && (!inside || isBorder(name, i))) {
                words.add(name.substring(start, end(name, start, i)).toLowerCase(Locale.ROOT));
                start = -1;
            }
            if (inside && start < 0) {
                start = i;
            }
        }
        return words;
    }

    private static int end(String name, int start, int end) {
        int last = end;
        while (last > start && Character.isDigit(name.charAt(last - 1))) {
            last--;
        }
        return last > start ? last : end;
    }

    /** Between a small letter and a capital, and before the last capital of several, as in {@code APIKey}. */
    private static boolean isBorder(String name, int at) {
        if (!Character.isUpperCase(name.charAt(at))) {
            return false;
        }
        boolean afterCapital = Character.isUpperCase(name.charAt(at - 1));
        boolean beforeSmall = at + 1 < name.length() && Character.isLowerCase(name.charAt(at + 1));
        return !afterCapital || beforeSmall;
    }

    @Override
    public String toString() {
        return "SecretNames[" + (whole.size() + anywhere.size() + beginnings.size() + endings.size()) + "]";
    }
}
