package dev.guardedtool.loop;

import dev.guardedtool.ToolName;
import dev.guardedtool.check.CallView;
import dev.guardedtool.signature.Fingerprint;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What makes two calls the same: tool, arguments and, where callers are kept apart, the ticket. */
final class CallKey {

    private final ToolName tool;
    private final Fingerprint arguments;
    private final @Nullable String ticket;
    private final int hash;

    CallKey(ToolName tool, Fingerprint arguments, @Nullable String ticket) {
        this.tool = tool;
        this.arguments = arguments;
        this.ticket = ticket;
        this.hash =
                (tool.value().hashCode() * 31 + arguments.hashCode()) * 31 + (ticket == null ? 0 : ticket.hashCode());
    }

    static CallKey of(CallView call, boolean perCaller) {
        return new CallKey(call.tool(), call.fingerprint(), perCaller ? call.ticket() : null);
    }

    ToolName tool() {
        return tool;
    }

    /** Sixty-four bits that stand for the call where the odd mistake does no harm. */
    long bits() {
        return arguments.prefix() ^ ((long) hash << Integer.SIZE);
    }

    boolean sameCaller(CallKey other) {
        return Objects.equals(ticket, other.ticket);
    }

    Map<String, Object> write() {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("tool", tool.value());
        written.put("arguments", arguments.hex());
        if (ticket != null) {
            written.put("ticket", ticket);
        }
        return written;
    }

    static CallKey read(Written written) {
        return new CallKey(
                ToolName.of(written.text("tool")), written.fingerprint("arguments"), written.textOrNull("ticket"));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof CallKey that && sameAs(that));
    }

    private boolean sameAs(CallKey other) {
        return hash == other.hash
                && arguments.equals(other.arguments)
                && tool.equals(other.tool)
                && Objects.equals(ticket, other.ticket);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
