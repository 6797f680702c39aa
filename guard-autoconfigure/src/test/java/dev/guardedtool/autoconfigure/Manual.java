package dev.guardedtool.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A page of the manual. */
final class Manual {

    private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    private Manual() {}

    /** The configurations of a page, in their order. */
    static List<String> configurations(String page) throws IOException {
        return BLOCK.matcher(Files.readString(Path.of("../docs").resolve(page)))
                .results()
                .map(MatchResult::group)
                .map(block -> block.substring(block.indexOf('\n') + 1, block.length() - 3))
                .toList();
    }

    /** The first configuration of a page in which something is said. */
    static String configuration(String page, String about) throws IOException {
        return configurations(page).stream()
                .filter(block -> block.contains(about))
                .findFirst()
                .orElseThrow();
    }
}
