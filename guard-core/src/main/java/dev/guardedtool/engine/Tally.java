package dev.guardedtool.engine;

import dev.guardedtool.Decision;
import dev.guardedtool.DecisionType;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what happened in a run. All but the call numbers are guarded by the run's lock. */
final class Tally {

    static final String SECTION = "tally";
    static final String SECTIONS = "sections";

    private static final int MAX_REASONS = 1_000;

    private final AtomicLong calls = new AtomicLong();
    private final Map<DecisionType, Integer> refusals = new EnumMap<>(DecisionType.class);
    private final Map<DecisionType, Integer> texts = new EnumMap<>(DecisionType.class);
    private final Map<String, Integer> reasons = new LinkedHashMap<>();
    private int allowed;
    private int wouldHave;
    private int executed;
    private int failed;
    private int missed;

    long nextCall() {
        return calls.incrementAndGet();
    }

    void allowed() {
        allowed++;
    }

    void takenBack() {
        allowed--;
    }

    void refused(Decision decision) {
        refusals.merge(decision.type(), 1, Integer::sum);
        reason(decision);
    }

    void text(Decision decision) {
        texts.merge(decision.type(), 1, Integer::sum);
        reason(decision);
    }

    void wouldHave(Decision decision) {
        wouldHave++;
        reason(decision);
    }

    private void reason(Decision decision) {
        String code = decision.reason().code();
        if (reasons.size() < MAX_REASONS || reasons.containsKey(code)) {
            reasons.merge(code, 1, Integer::sum);
        }
    }

    void recorded(boolean ok) {
        executed++;
        if (!ok) {
            failed++;
        }
    }

    void missed() {
        missed++;
    }

    RunReport report(String runId, int open, Map<String, Map<String, Object>> subjects) {
        return new RunReport(
                runId, allowed, executed, failed, missed, open, wouldHave, refusals, texts, reasons, subjects);
    }

    /** Together with the names of the sections beside it, so that a lost one is noticed. */
    Map<String, Object> write(List<String> sections) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put(SECTIONS, sections);
        written.put("calls", calls.get());
        written.put("allowed", allowed);
        written.put("executed", executed);
        written.put("failed", failed);
        written.put("missed", missed);
        written.put("would_have", wouldHave);
        written.put("refusals", byCode(refusals));
        written.put("texts", byCode(texts));
        written.put("reasons", new LinkedHashMap<>(reasons));
        return written;
    }

    private static Map<String, Integer> byCode(Map<DecisionType, Integer> counts) {
        Map<String, Integer> written = new LinkedHashMap<>();
        counts.forEach((type, count) -> written.put(type.name(), count));
        return written;
    }

    static Tally read(Map<String, Object> written) {
        Tally tally = new Tally();
        tally.calls.set(number(written, "calls").longValue());
        tally.allowed = number(written, "allowed").intValue();
        tally.executed = number(written, "executed").intValue();
        tally.failed = number(written, "failed").intValue();
        tally.missed = number(written, "missed").intValue();
        tally.wouldHave = number(written, "would_have").intValue();
        counts(written, "refusals").forEach((type, count) -> tally.refusals.put(DecisionType.valueOf(type), count));
        counts(written, "texts").forEach((type, count) -> tally.texts.put(DecisionType.valueOf(type), count));
        tally.reasons.putAll(counts(written, "reasons"));
        return tally;
    }

    private static Number number(Map<String, Object> written, String name) {
        if (written.get(name) instanceof Number number && number.longValue() >= 0) {
            return number;
        }
        throw new IllegalArgumentException("no count of " + name);
    }

    private static Map<String, Integer> counts(Map<String, Object> written, String name) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        if (written.get(name) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> counts.put((String) key, ((Number) value).intValue()));
        }
        return counts;
    }
}
