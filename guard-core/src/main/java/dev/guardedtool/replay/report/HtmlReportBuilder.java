package dev.guardedtool.replay.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what a report is to be like. Not thread-safe. */
public final class HtmlReportBuilder {

    private static final int INTERVENTIONS = 2_000;
    private static final int MOST = 5_000;

    private final List<String> configurations;
    private @Nullable String note;
    private int interventions = INTERVENTIONS;

    HtmlReportBuilder(List<String> configurations) {
        this.configurations = configurations;
    }

    /** A line or more below the title: what was replayed, when, what had to be skipped. None by default. */
    public HtmlReportBuilder note(String value) {
        this.note = value;
        return this;
    }

    /**
     * How many interventions are kept to be paged through, 2,000 by default. Of runs that two configurations decide
     * differently, a quarter of that is kept.
     *
     * @throws IllegalArgumentException unless it is between 1 and 5,000
     */
    public HtmlReportBuilder interventions(int most) {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("between 1 and " + MOST + " interventions can be kept: " + most);
        }
        this.interventions = most;
        return this;
    }

    /** The report, empty yet. */
    public HtmlReport build() {
        return new HtmlReport(configurations, note, interventions);
    }
}
