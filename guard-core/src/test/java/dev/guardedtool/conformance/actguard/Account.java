package dev.guardedtool.conformance.actguard;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What came of one case: the rows its differences were mapped to, and the differences that no row explains. */
final class Account {

    private final String id;
    private final Set<Row> rows = new TreeSet<>();
    private final List<String> unmapped = new ArrayList<>();

    Account(String id) {
        this.id = id;
    }

    /** Takes down a difference; {@code row} is null where none explains it. */
    void differs(String step, Object expected, @Nullable Object actual, @Nullable Row row) {
        if (row != null) {
            rows.add(row);
        } else {
            unmapped.add(id + " " + step + ": expected " + expected + ", was " + actual);
        }
    }

    List<String> unmapped() {
        return unmapped;
    }

    /** {@code same}, or the rows. */
    String outcome() {
        return rows.isEmpty() ? "same" : rows.stream().map(Row::code).collect(Collectors.joining("+"));
    }
}
