package dev.guardedtool.loop;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.Outcome;
import dev.guardedtool.signature.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What came of a call: how often in a row it came back alike, since when, and what of it may be served again. */
final class KnownCall {

    private final ToolName tool;
    private boolean ok;
    private boolean wrote;
    private @Nullable Fingerprint answer;
    private String errorClass = "";
    private int alike;
    private int changes;
    private int writes;
    private int successes;
    private int news;
    private @Nullable ToolResult kept;
    private String keptFrom = "";
    private Instant keptAt = Instant.EPOCH;

    KnownCall(ToolName tool) {
        this.tool = tool;
    }

    /** Whether it succeeded the last time. */
    boolean ok() {
        return ok;
    }

    /** Whether it was a successful write the last time. */
    boolean wrote() {
        return wrote;
    }

    /** How it failed the last time. */
    String errorClass() {
        return errorClass;
    }

    /**
     * How often in a row it came back alike while no other call changed anything or may have. An answer gets stale as well
     * when its own tool, of unknown effect, brings something new; and a failure may be overcome by whatever is new.
     */
    int alike(World world) {
        boolean undisturbed = ok
                ? changes == world.changes() && world.news().last(tool) <= news
                : writes == world.writes() && world.news().count() == news;
        return undisturbed ? alike : 0;
    }

    /** Whether it succeeded and nothing has since. */
    boolean isLastSuccess(World world) {
        return ok && undisturbed(world);
    }

    /** Whether no call has succeeded since. */
    boolean undisturbed(World world) {
        return successes == world.successes();
    }

    /**
     * The call came back. What it changed itself does not count as a change in between.
     *
     * @return whether it succeeded as it had not the last time
     */
    boolean learn(CallView call, Outcome outcome, World world) {
        ToolResult result = outcome.result();
        boolean same = ok == result.ok() && Objects.equals(answer, outcome.answer());
        boolean isNews = result.ok() && !same;
        alike = same && alike(world) > 0 ? alike + 1 : 1;
        ok = result.ok();
        wrote = World.wrote(call, outcome);
        answer = outcome.answer();
        errorClass = outcome.errorClass();
        return isNews;
    }

    /** Remembers how far the world is with this call counted in. */
    void stamp(World world) {
        changes = world.changes();
        writes = world.writes();
        successes = world.successes();
        news = world.news().count();
    }

    void keep(CallView call, ToolResult result) {
        kept = result;
        keptFrom = call.callId();
        keptAt = call.spec().repeats().cacheTtl() == null
                ? call.now()
                : call.run().now();
    }

    /** The kept result as the answer to that call, or null if there is none that may still be served. */
    @Nullable
    Decision serve(CallView call, int occurrence) {
        if (kept == null || !call.spec().repeats().cache()) {
            return null;
        }
        Duration ttl = call.spec().repeats().cacheTtl();
        if (ttl != null && Duration.between(keptAt, call.now()).compareTo(ttl) >= 0) {
            return null;
        }
        Explanation why =
                Explanation.of(GuardReason.IDENTICAL_TOOLCALL_LOOP_CACHE).figure("occurrence", occurrence);
        return new Decision.Cache(why, kept, keptFrom);
    }

    Map<String, Object> write() {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("ok", ok);
        written.put("wrote", wrote);
        written.put("answer", answer == null ? null : answer.hex());
        written.put("error_class", errorClass);
        written.put("alike", alike);
        written.put("changes", changes);
        written.put("writes", writes);
        written.put("successes", successes);
        written.put("news", news);
        return written;
    }

    static KnownCall read(ToolName tool, Written written) {
        KnownCall call = new KnownCall(tool);
        call.ok = written.flag("ok");
        call.wrote = written.flag("wrote");
        call.answer = written.fingerprintOrNull("answer");
        call.errorClass = written.text("error_class");
        call.alike = written.number("alike");
        call.changes = written.number("changes");
        call.writes = written.number("writes");
        call.successes = written.number("successes");
        call.news = written.number("news");
        return call;
    }
}
