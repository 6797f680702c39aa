package dev.guardedtool.replay.report;

import dev.guardedtool.DecisionType;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Reason;
import dev.guardedtool.ToolName;
import dev.guardedtool.replay.RecordedEvent;
import dev.guardedtool.replay.RecordedRun;
import dev.guardedtool.replay.ReplayedDecision;
import dev.guardedtool.replay.ReplayedRun;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs and decisions to report on, and what a page says. */
final class Reported {

    private static final Pattern ISLAND =
            Pattern.compile("<script type=\"application/json\" id=\"data\">([^<]*)</script>");

    private Reported() {}

    static RecordedRun run(String dataset, String id, @Nullable Boolean success, RecordedEvent... events) {
        return new RecordedRun(dataset, id, "model", success, List.of(events));
    }

    /** A run that calls a tool so many times, with a result each. */
    static RecordedRun calls(String id, @Nullable Boolean success, String tool, int calls) {
        List<RecordedEvent> events = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            events.add(call(tool, "{\"n\":" + i + "}"));
            events.add(ok("result " + i));
        }
        return new RecordedRun("set", id, "model", success, events);
    }

    static RecordedEvent call(String tool, String arguments) {
        return new RecordedEvent.Call(ToolName.of(tool), arguments);
    }

    static RecordedEvent ok(String text) {
        return new RecordedEvent.Result(true, text, null);
    }

    static RecordedEvent user(String text) {
        return new RecordedEvent.UserText(text);
    }

    static RecordedEvent said(String text) {
        return new RecordedEvent.AssistantText(text);
    }

    static ReplayedDecision cache(int event, String tool, int servedFrom) {
        return decision(event, tool, DecisionType.CACHE, GuardReason.IDENTICAL_TOOLCALL_LOOP_CACHE, servedFrom);
    }

    static ReplayedDecision block(int event, String tool, Reason reason) {
        return decision(event, tool, DecisionType.BLOCK, reason, null);
    }

    static ReplayedDecision harmful(ReplayedDecision decision) {
        return new ReplayedDecision(
                decision.event(),
                decision.tool(),
                decision.type(),
                decision.reason(),
                null,
                decision.servedFrom(),
                true,
                true);
    }

    static ReplayedDecision warning(int event, String tool) {
        return new ReplayedDecision(
                event,
                ToolName.of(tool),
                DecisionType.ALLOW,
                GuardReason.ALLOW,
                GuardReason.ERROR_STREAK,
                null,
                false,
                false);
    }

    private static ReplayedDecision decision(
            int event, String tool, DecisionType type, Reason reason, @Nullable Integer servedFrom) {
        return new ReplayedDecision(event, ToolName.of(tool), type, reason, null, servedFrom, false, false);
    }

    static ReplayedRun replayed(RecordedRun run, ReplayedDecision... decisions) {
        return new ReplayedRun(run, List.of(decisions));
    }

    static String page(HtmlReport report) {
        StringWriter page = new StringWriter();
        try {
            report.write(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return page.toString();
    }

    /** The data in a page. */
    static JsonNode data(String page) {
        Matcher island = ISLAND.matcher(page);
        if (!island.find()) {
            throw new AssertionError("no data in the page");
        }
        return JsonMapper.shared().readTree(island.group(1));
    }

    static JsonNode data(HtmlReport report) {
        return data(page(report));
    }

    /** The text of that number. */
    static String text(JsonNode data, JsonNode number) {
        JsonNode text = data.at("/texts/" + number.intValue());
        return text.isArray() ? text.get(0).asString() : text.asString();
    }
}
