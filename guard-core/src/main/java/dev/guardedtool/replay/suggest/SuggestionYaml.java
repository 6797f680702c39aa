package dev.guardedtool.replay.suggest;

import java.util.Locale;
import java.util.stream.Collectors;

/** Proposals as YAML. */
final class SuggestionYaml {

    private static final String TOOL = "    ";
    private static final String LINE = "      ";

    private final StringBuilder yaml = new StringBuilder();

    SuggestionYaml(Suggestion suggestion) {
        comment(
                "",
                "Suggested from " + Counted.of(suggestion.runs(), "recorded run") + ", " + suggestion.successful()
                        + " successful and " + suggestion.failed() + " failed.");
        comment("", "Look at every line: what is in the comments was counted, what it means was guessed.");
        if (suggestion.callsLeftOut() > 0) {
            comment(
                    "",
                    "Left out, since there are too many tools or their names are too long: "
                            + Counted.of(suggestion.callsLeftOut(), "call") + ".");
        }
        boolean tools = suggestion.tools().stream().anyMatch(SuggestionYaml::configurable);
        if (tools || !suggestion.loops().isEmpty()) {
            yaml.append("guard:\n");
        }
        if (tools) {
            yaml.append("  tools:\n");
        }
        suggestion.tools().forEach(this::tool);
        if (!suggestion.loops().isEmpty()) {
            yaml.append("  loops:\n    repeat:\n");
            suggestion.loops().forEach(this::line);
        }
    }

    private static boolean configurable(ToolSuggestion tool) {
        return !tool.proposals().isEmpty() && YamlText.canBeKey(tool.tool().value());
    }

    private void tool(ToolSuggestion tool) {
        String name = tool.tool().value();
        if (!configurable(tool)) {
            String why = tool.proposals().isEmpty() ? "nothing is proposed" : "the name cannot be written in YAML";
            comment(TOOL, YamlText.quoted(name) + ": " + why);
            tool.remarks().forEach(remark -> comment(TOOL, "  " + remark));
            return;
        }
        yaml.append(TOOL).append(YamlText.quoted("[" + name + "]")).append(":\n");
        tool.proposals().forEach(this::line);
        if (tool.perhapsOnce()) {
            comment(LINE, "effect: once  # instead, if doing it twice would do harm");
        }
        tool.remarks().forEach(remark -> comment(LINE, remark));
    }

    private void line(Proposal proposal) {
        yaml.append(LINE)
                .append(setting(proposal))
                .append("  # ")
                .append(proposal.confidence().code())
                .append(": ")
                .append(YamlText.comment(proposal.evidence()))
                .append('\n');
    }

    private static String setting(Proposal proposal) {
        if (proposal instanceof Proposal.Kind kind) {
            return "effect: " + kind.effect().name().toLowerCase(Locale.ROOT);
        } else if (proposal instanceof Proposal.EffectWhen when) {
            return "effect-when: " + YamlText.quoted(when.expression());
        } else if (proposal instanceof Proposal.QueryArgs query) {
            return query.arguments().stream()
                    .map(YamlText::quoted)
                    .collect(Collectors.joining(", ", "query-args: [", "]"));
        } else if (proposal instanceof Proposal.MaxCalls max) {
            return "max-calls: " + max.calls();
        } else if (proposal instanceof Proposal.PollLimit limit) {
            return "poll-limit: " + limit.calls();
        }
        return "cache: false";
    }

    private void comment(String indent, String text) {
        yaml.append(indent).append("# ").append(YamlText.comment(text)).append('\n');
    }

    @Override
    public String toString() {
        return yaml.toString();
    }
}
