package dev.guardedtool.autoconfigure.mcp;

import dev.guardedtool.Decision;
import dev.guardedtool.ToolResult;
import dev.guardedtool.Warning;
import dev.guardedtool.autoconfigure.ModelText;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What the other side reads in place of, or along with, a tool's result. */
record McpAnswers(ModelText text) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * The answer to a call that did not run: the earlier result, or an error that says why.
     *
     * @param structured whether clients expect more than text
     */
    CallToolResult of(Decision decision, boolean structured) {
        if (!(decision instanceof Decision.Cache cache)) {
            return said(text.of(decision), true);
        }
        ToolResult result = cache.result();
        if (result.ok() && result.payload() != null) {
            return remembered(result.payload(), structured);
        }
        String known = result.ok() ? "" : " It reported an error: " + result.error() + ".";
        return said(
                text.of(cache.explained(cache.explanation().text(cache.text() + known))), structured || !result.ok());
    }

    private CallToolResult remembered(Object payload, boolean structured) {
        String known = payload instanceof String given ? given : JSON.writeValueAsString(payload);
        if (!structured) {
            return said(known, false);
        }
        try {
            return CallToolResult.builder()
                    .addTextContent(known)
                    .structuredContent(JSON.readValue(known, Object.class))
                    .isError(false)
                    .build();
        } catch (JacksonException e) {
            return said(known, true);
        }
    }

    /** A failure, in the words for the model. */
    CallToolResult error(@Nullable String said) {
        return said(said == null ? "" : said, true);
    }

    private static CallToolResult said(String text, boolean error) {
        return CallToolResult.builder().addTextContent(text).isError(error).build();
    }

    /** A result as text: its own, or JSON where it is more than text. Null if that cannot be written. */
    @Nullable
    String text(CallToolResult result) {
        try {
            if (result.structuredContent() != null) {
                return JSON.writeValueAsString(result.structuredContent());
            }
            List<Content> content = result.content() == null ? List.of() : result.content();
            return content.stream().allMatch(TextContent.class::isInstance)
                    ? content.stream().map(part -> ((TextContent) part).text()).collect(Collectors.joining("\n"))
                    : JSON.writeValueAsString(content);
        } catch (JacksonException e) {
            return null;
        }
    }

    /** The result with what the model should know beside it. */
    CallToolResult withWarnings(CallToolResult result, List<Warning> before, List<Warning> after) {
        if (before.isEmpty() && after.isEmpty()) {
            return result;
        }
        CallToolResult.Builder answer = CallToolResult.builder()
                .content(result.content() == null ? new ArrayList<>() : new ArrayList<>(result.content()))
                .isError(result.isError())
                .meta(result.meta());
        if (result.structuredContent() != null) {
            answer.structuredContent(result.structuredContent());
        }
        Stream.concat(before.stream(), after.stream())
                .forEach(warning -> answer.addTextContent("[guard] " + warning.text()));
        return answer.build();
    }
}
