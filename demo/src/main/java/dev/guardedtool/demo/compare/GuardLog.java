package dev.guardedtool.demo.compare;

import dev.guardedtool.Decision;
import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardEventListener;
import dev.guardedtool.ToolName;
import dev.guardedtool.Warning;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Remembers everything the guard did beyond letting a call pass. Threadsafe. */
@Component
class GuardLog implements GuardEventListener {

    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();

    @Override
    public void onEvent(GuardEvent event) {
        if (event instanceof GuardEvent.Decided decided) {
            decided(decided.tool(), decided.decision());
        } else if (event instanceof GuardEvent.TextDecided text) {
            entries.add(Entry.of("", text.decision(), null));
        }
    }

    private void decided(ToolName tool, Decision decision) {
        if (!(decision instanceof Decision.Allow allow)) {
            entries.add(Entry.of("", decision, tool));
            return;
        }
        if (allow.instead() != null) {
            entries.add(Entry.of("would ", allow.instead(), tool));
        }
        for (Warning warning : allow.warnings()) {
            entries.add(new Entry("warn", warning.reason().code(), tool.value(), "", warning.text()));
        }
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /**
     * One intervention.
     *
     * @param decision what was decided, after "would" where the guard only watches
     * @param tool the tool it was about; null for a text of the model
     * @param text what the model was told
     */
    record Entry(String decision, String reason, @Nullable String tool, String detail, String text) {

        static Entry of(String before, Decision decision, @Nullable ToolName tool) {
            return new Entry(
                    before + decision.type().code(),
                    decision.reason().code(),
                    tool == null ? null : tool.value(),
                    decision.explanation().detail(),
                    decision.text());
        }
    }
}
