package dev.guardedtool.autoconfigure.mcp;

import dev.guardedtool.CallHandle;
import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.GuardTimeoutException;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.Warning;
import dev.guardedtool.autoconfigure.ReactivePrincipalResolver;
import dev.guardedtool.autoconfigure.springai.DecidedCall;
import dev.guardedtool.engine.CallFrame;
import dev.guardedtool.engine.GuardRun;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * One tool of an MCP server.
 *
 * @param offered the tool as clients see it
 * @param name the tool's name for the guard
 * @param body the tool's name for the aspect around the method behind it
 */
record ServedTool(McpSchema.Tool offered, ToolName name, ToolName body, McpGuard server) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> ARGUMENTS = new TypeReference<>() {};
    private static final String NOT_JSON = "not writable as JSON";

    /** A run for one call: the other side says nothing about turns that could be believed. */
    GuardRun open(RunContext caller, @Nullable String session) {
        return server.declared().guard().openTurn(caller.withSession(session));
    }

    /** The caller on this thread. */
    RunContext callerOfThread() {
        return server.callers().context();
    }

    /** The caller as the subscriber knows it, else the one on the thread that subscribes. */
    Mono<RunContext> caller() {
        RunContext known = callerOfThread();
        ReactivePrincipalResolver reactive = server.reactive().getIfAvailable();
        return reactive == null
                ? Mono.just(known)
                : reactive.resolve().map(server.callers()::context).defaultIfEmpty(known);
    }

    Decision decide(GuardRun run, CallToolRequest request) {
        return run.check(ToolCall.of(name, json(request.arguments()))
                .withNumericArguments(NumericArguments.in(offered.inputSchema())));
    }

    /** The answer to a call that does not run. */
    CallToolResult answer(Decision decision) {
        return server.answers().of(decision, offered.outputSchema() != null);
    }

    /** What its caller is told of a call whose time was up. */
    CallToolResult answer(GuardTimeoutException timeout) {
        return server.answers().error(timeout.getMessage());
    }

    /** What a result means that came too late to be answered. */
    ToolResult meaning(@Nullable CallToolResult result) {
        boolean failed = result != null && Boolean.TRUE.equals(result.isError());
        return failed
                ? ToolResult.failed(null)
                : ToolResult.ok(result == null ? null : server.answers().text(result));
    }

    DecidedCall decided(GuardRun run, CallHandle handle) {
        return new DecidedCall(run, ToolName.of(offered.name()), handle.effectReference());
    }

    /** The request with the arguments that were decided on. */
    CallToolRequest frozen(CallToolRequest request, CallHandle handle) {
        return new CallToolRequest(request.name(), JSON.readValue(handle.argumentsJson(), ARGUMENTS), request.meta());
    }

    /** Records what came back, and tells the model what it should know beside it. */
    CallToolResult recorded(
            GuardRun run, Decision.Allow allow, DecidedCall call, @Nullable CallFrame frame, CallToolResult result) {
        List<Warning> warnings;
        if (Boolean.TRUE.equals(result.isError()) && (call.denied() || (frame != null && frame.denied()))) {
            return denied(run, allow);
        } else if (Boolean.TRUE.equals(result.isError())) {
            Throwable failure = call.failure();
            warnings = run.record(allow.handle(), failure != null ? failure : new ToolErrorException());
        } else {
            warnings = run.record(allow.handle(), ToolResult.ok(server.answers().text(result)));
        }
        return server.answers().withWarnings(result, allow.warnings(), warnings);
    }

    /** The answer to a call that access control refused before its body ran. */
    CallToolResult denied(GuardRun run, Decision.Allow allow) {
        return answer(run.overrule(allow.handle(), Explanation.of(GuardReason.ACCESS_DENIED)));
    }

    private static @Nullable String json(@Nullable Map<String, Object> arguments) {
        try {
            return arguments == null ? null : JSON.writeValueAsString(arguments);
        } catch (JacksonException | StackOverflowError e) {
            return NOT_JSON;
        }
    }

    /** A tool answered that it failed. What it threw, if anything, is not known any more. */
    private static final class ToolErrorException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ToolErrorException() {
            super("the tool reported an error", null, false, false);
        }
    }
}
