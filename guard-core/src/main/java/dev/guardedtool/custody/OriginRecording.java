package dev.guardedtool.custody;

import dev.guardedtool.GuardReason;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.Outcome;
import dev.guardedtool.check.OutcomeListener;
import dev.guardedtool.check.RunView;
import dev.guardedtool.check.UserTextListener;
import dev.guardedtool.policy.SourceRule;
import dev.guardedtool.policy.ToolSpec;
import dev.guardedtool.signature.ArgumentReader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers what the sources of arguments said, and nothing that is not a source. */
final class OriginRecording implements OutcomeListener, UserTextListener {

    private static final Logger log = LoggerFactory.getLogger(OriginRecording.class);

    private static final String NO_ROOM = "there is no room to remember it";

    private final Set<String> sources = ConcurrentHashMap.newKeySet();
    private final ArgumentReader reader;
    private final int most;

    /** Remembers so many characters of a run at most. */
    OriginRecording(ArgumentReader reader, int most) {
        this.reader = reader;
        this.most = most;
    }

    void declared(ToolSpec spec) {
        spec.custody().sources().forEach(rule -> sources.addAll(rule.from()));
    }

    @Override
    public boolean local() {
        return false;
    }

    @Override
    public void onOutcome(CallView call, Outcome outcome) {
        String tool = call.tool().value();
        String text = outcome.text();
        if (text == null || !outcome.result().ok() || tool.equals(SourceRule.USER) || !sources.contains(tool)) {
            return;
        }
        if (!add(call.run(), tool, text)) {
            log.warn("An answer of {} is too long to be remembered as a source of arguments", tool);
            outcome.warn(call.run().warning(GuardReason.FACTS_NOT_KEPT, NO_ROOM));
        }
    }

    @Override
    public void onUserText(RunView run, String text) {
        if (sources.contains(SourceRule.USER) && !add(run, SourceRule.USER, text)) {
            log.warn("What the user said is too long to be remembered as a source of arguments");
        }
    }

    private boolean add(RunView run, String source, String text) {
        return text.length() <= most && run.state(Origins.STATE).add(source, SourceText.of(text, reader), most);
    }
}
