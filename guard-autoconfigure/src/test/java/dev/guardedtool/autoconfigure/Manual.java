package dev.guardedtool.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A page of the manual. */
final class Manual {

    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\n(.*?)```", Pattern.DOTALL);

    private Manual() {}

    /** The configurations of a page, in their order. */
    static List<String> configurations(String page) throws IOException {
        return blocks(page, "yaml");
    }

    /** The first configuration of a page in which something is said. */
    static String configuration(String page, String about) throws IOException {
        return first(configurations(page), about);
    }

    /** The first Java code of a page in which something is said. */
    static String code(String page, String about) throws IOException {
        return first(blocks(page, "java"), about);
    }

    private static List<String> blocks(String page, String language) throws IOException {
        return BLOCK.matcher(Files.readString(Path.of("../docs").resolve(page)))
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    private static String first(List<String> blocks, String about) {
        return blocks.stream()
                .filter(block -> block.contains(about))
                .findFirst()
                .orElseThrow();
    }
}
