package dev.guardedtool.custody;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the host of an address. What browsers and libraries read differently, such as a user name before the host or a
 * backslash, has none.
 */
final class Host {

    private static final int LONGEST = 4_000;
    private static final int LONGEST_HOST = 253;

    private static final Pattern ADDRESS =
            Pattern.compile("(?:(?:https?|ftp)://)?([a-z0-9._-]++)(?::\\d{1,5}+)?(?:[/?#][^\\s\\\\\\p{Cntrl}]*+)?");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?");

    private Host() {}

    /** The host in lower case, without a leading {@code www.}; null if that is no address with a host. */
    static @Nullable String of(String address) {
        if (address.length() > LONGEST) {
            return null;
        }
        Matcher matcher = ADDRESS.matcher(address.strip().toLowerCase(Locale.ROOT));
        String host = matcher.matches() ? matcher.group(1) : "";
        String[] labels = host.split("\\.", -1);
        if (labels.length < 2
                || host.length() > LONGEST_HOST
                || !Arrays.stream(labels).allMatch(label -> LABEL.matcher(label).matches())) {
            return null;
        }
        return host.startsWith("www.") && labels.length > 2 ? host.substring(4) : host;
    }
}
