package dev.guardedtool.replay.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Puts the page together. The browser runs the one script and applies the one style sheet whose hashes the page names,
 * and nothing else.
 */
final class Page {

    /** In this order; what is further down uses what is further up. */
    private static final List<String> SCRIPTS = List.of(
            "element.js", "text.js", "changes.js", "figures.js", "tables.js", "viewer.js", "exhibit.js", "page.js");

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";

    private Page() {}

    /** Writes the page with that data, which must not hold a {@code <}. */
    static void write(Writer target, String data) throws IOException {
        String style = asset("report.css");
        StringBuilder script = new StringBuilder("'use strict';\n");
        for (String name : SCRIPTS) {
            script.append(asset(name));
        }
        fill(
                target,
                asset("report.html"),
                Map.of(
                        "style", style,
                        "style-hash", hash(style),
                        "script", script.toString(),
                        "script-hash", hash(script.toString()),
                        "data", data));
    }

    /** What is filled in is not looked through again. */
    private static void fill(Writer target, String template, Map<String, String> values) throws IOException {
        int from = 0;
        for (int open = template.indexOf(OPEN); open >= 0; open = template.indexOf(OPEN, from)) {
            int close = template.indexOf(CLOSE, open);
            target.append(template, from, open);
            target.write(Objects.requireNonNull(values.get(template.substring(open + OPEN.length(), close))));
            from = close + CLOSE.length();
        }
        target.append(template, from, template.length());
    }

    /** Browsers hash what they parsed, where line ends are line feeds whatever the file has. */
    private static String asset(String name) throws IOException {
        try (InputStream content = Objects.requireNonNull(Page.class.getResourceAsStream(name), name)) {
            return new String(content.readAllBytes(), StandardCharsets.US_ASCII).replace("\r\n", "\n");
        }
    }

    private static String hash(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return "sha256-"
                    + Base64.getEncoder().encodeToString(sha256.digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
