package dev.guardedtool.replay;

import dev.guardedtool.ToolName;
import dev.guardedtool.check.ErrorClassifier;
import dev.guardedtool.check.GuardModule;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardBuilder;
import dev.guardedtool.expression.ExpressionCompiler;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.InvalidPolicyException;
import dev.guardedtool.policy.ToolPolicy;
import dev.guardedtool.signature.Fingerprints;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Puts a replay together from what the application's guard is made of. Not thread-safe. */
public final class ReplayBuilder {

    /** Fingerprints of a replay leave no process, so nothing has to be kept secret; a fixed key keeps them the same. */
    private static final byte[] KEY = "a replay keeps no secrets".getBytes(StandardCharsets.US_ASCII);

    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private final GuardPolicy policy;
    private final GuardBuilder guard;

    ReplayBuilder(GuardPolicy policy) {
        this.policy = policy;
        this.guard = Guard.builder(ReplayPolicy.of(policy)).secretKey(KEY).clock(CLOCK);
    }

    /** What compiles the expressions of the policy; plain paths by default. */
    public ReplayBuilder expressions(ExpressionCompiler value) {
        guard.expressions(value);
        return this;
    }

    /** What a tool's annotation says; the policy's word on the same tool is stronger. */
    public ReplayBuilder declared(ToolName tool, ToolPolicy declaration) {
        guard.declared(tool, ReplayPolicy.shadowed(declaration));
        return this;
    }

    /** What says which kind of failure it was. */
    public ReplayBuilder errors(ErrorClassifier value) {
        guard.errors(value);
        return this;
    }

    /** One more subject, with checks of the application's own. */
    public ReplayBuilder module(GuardModule module) {
        guard.module(module);
        return this;
    }

    /**
     * The replay.
     *
     * @throws InvalidPolicyException if the policy or an annotation cannot hold
     */
    public Replay build() {
        RunLedger ledger = new RunLedger(policy.effects().maxEntries(), CLOCK);
        return new Replay(guard.effects(ledger).rates(new Unhurried()).build(), ledger, new Fingerprints(KEY));
    }
}
