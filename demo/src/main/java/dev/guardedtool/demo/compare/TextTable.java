package dev.guardedtool.demo.compare;

import java.util.ArrayList;
import java.util.List;

/** Columns of fixed width; a cell that does not fit goes on in the next line. */
final class TextTable {

    private static final String GAP = "  ";

    private final List<Integer> widths;
    private final StringBuilder text = new StringBuilder();

    TextTable(List<String> header, List<Integer> widths) {
        this.widths = List.copyOf(widths);
        row(header);
    }

    void rule() {
        int width = widths.stream().mapToInt(Integer::intValue).sum() + GAP.length() * (widths.size() - 1);
        text.append("-".repeat(width)).append('\n');
    }

    void row(List<String> cells) {
        List<List<String>> columns = new ArrayList<>();
        int height = 0;
        for (int i = 0; i < cells.size(); i++) {
            List<String> lines = wrap(cells.get(i), widths.get(i));
            columns.add(lines);
            height = Math.max(height, lines.size());
        }
        for (int line = 0; line < height; line++) {
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < columns.size(); i++) {
                String cell = line < columns.get(i).size() ? columns.get(i).get(line) : "";
                row.append(cell)
                        .append(" ".repeat(widths.get(i) - cell.length()))
                        .append(GAP);
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
    }

    private static List<String> wrap(String cell, int width) {
        List<String> lines = new ArrayList<>();
        String rest = cell;
        while (rest.length() > width) {
            int end = rest.lastIndexOf(' ', width);
            boolean broken = end <= 0;
            lines.add(rest.substring(0, broken ? width : end));
            rest = rest.substring(broken ? width : end + 1);
        }
        lines.add(rest);
        return lines;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
