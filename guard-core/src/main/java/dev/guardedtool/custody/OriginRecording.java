package dev.guardedtool.custody;

import dev.guardedtool.GuardReason;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.Outcome;
import dev.guardedtool.check.OutcomeListener;
import dev.guardedtool.check.RunView;
import dev.guardedtool.check.UserTextListener;
import dev.guardedtool.policy.SourceRule;
import dev.guardedtool.policy.ToolSpec;
import dev.guardedtool.policy.TrustedSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers what the sources of arguments said, and of all others only where a rule asks what was read elsewhere. */
final class OriginRecording implements OutcomeListener, UserTextListener {

    private static final Logger log = LoggerFactory.getLogger(OriginRecording.class);

    private static final String NO_ROOM = "there is no room to remember it";

    static final TrustedSource USER = new TrustedSource(SourceRule.USER, null, null);

    private final Map<String, Set<TrustedSource>> sources = new ConcurrentHashMap<>();
    private final AnswerReader reader;
    private final int most;
    private volatile boolean all;

    /** Remembers so many characters of a run at most. */
    OriginRecording(AnswerReader reader, int most) {
        this.reader = reader;
        this.most = most;
    }

    void declared(ToolSpec spec) {
        for (SourceRule rule : spec.custody().sources()) {
            rule.from().forEach(this::declared);
            all |= rule.invented();
        }
    }

    private void declared(TrustedSource source) {
        sources.computeIfAbsent(source.name(), name -> ConcurrentHashMap.newKeySet())
                .add(source);
        if (source.author() != null) {
            declared(new TrustedSource(source.author().from(), null, null));
        }
    }

    @Override
    public boolean local() {
        return false;
    }

    @Override
    public void onOutcome(CallView call, Outcome outcome) {
        String tool = call.tool().value();
        String text = outcome.text();
        Set<TrustedSource> asked = sources.getOrDefault(tool, Set.of());
        if (text == null || (asked.isEmpty() && !all)) {
            return;
        }
        Origins origins = call.run().state(Origins.STATE);
        if (all) {
            read(origins, text);
        }
        boolean counts = outcome.result().ok() && !tool.equals(SourceRule.USER) && !call.refused();
        if (counts && !heard(origins, asked, text)) {
            log.warn("An answer of {} is too long to be remembered as a source of arguments", tool);
            outcome.warn(call.run().warning(GuardReason.FACTS_NOT_KEPT, NO_ROOM));
        }
    }

    @Override
    public void onUserText(RunView run, String text) {
        if (sources.containsKey(SourceRule.USER) && !heard(run.state(Origins.STATE), Set.of(USER), text)) {
            log.warn("What the user said is too long to be remembered as a source of arguments");
        }
    }

    private void read(Origins origins, String text) {
        if (text.length() > most) {
            origins.forget();
        } else {
            origins.addRead(reader.all(text), most);
        }
    }

    private boolean heard(Origins origins, Set<TrustedSource> asked, String text) {
        if (text.length() > most) {
            return asked.isEmpty();
        }
        boolean kept = true;
        for (TrustedSource source : asked) {
            List<Heard> parts =
                    source.plain() ? List.of(new Heard(reader.all(text), null)) : reader.parts(source, text);
            for (Heard part : parts) {
                kept &= origins.add(source, part, most);
            }
        }
        return kept;
    }
}
