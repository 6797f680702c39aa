package dev.guardedtool.policy;

import dev.guardedtool.Effect;
import dev.guardedtool.Mode;
import dev.guardedtool.Money;
import dev.guardedtool.OnDuplicate;
import dev.guardedtool.ToolName;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what is said about one tool. Not thread-safe. Null takes back what was said. */
public final class ToolPolicyBuilder {

    private @Nullable Access access;
    private @Nullable String reason;
    private @Nullable Effect effect;
    private @Nullable String key;
    private @Nullable String keyArg;
    private @Nullable String effectWhen;
    private @Nullable EffectScope effectScope;
    private @Nullable Duration effectTtl;
    private @Nullable OnDuplicate onDuplicate;
    private @Nullable Set<String> safeExceptions;
    private @Nullable Integer maxCalls;
    private @Nullable Integer maxAttempts;
    private @Nullable List<ToolRate> rates;
    private @Nullable String circuit;
    private @Nullable Duration timeout;
    private @Nullable Money cost;
    private @Nullable String risk;
    private @Nullable Set<String> requireArgs;
    private @Nullable List<String> queryArgs;
    private @Nullable Set<String> ignoreArgs;
    private @Nullable List<ArgumentRule> argumentRules;
    private @Nullable Boolean cache;
    private @Nullable Duration cacheTtl;
    private @Nullable List<FactProof> proves;
    private @Nullable List<FactRequirement> requires;
    private @Nullable List<ToolName> requiresCalls;
    private @Nullable List<SourceRule> argumentSources;
    private @Nullable Mode mode;

    ToolPolicyBuilder() {}

    /** Whether it may be used. */
    public ToolPolicyBuilder access(@Nullable Access value) {
        this.access = value;
        return this;
    }

    /** Why it may not be used. */
    public ToolPolicyBuilder reason(@Nullable String value) {
        this.reason = value;
        return this;
    }

    /** What a call does. */
    public ToolPolicyBuilder effect(@Nullable Effect value) {
        this.effect = value;
        return this;
    }

    /** The expression of the effect key. */
    public ToolPolicyBuilder key(@Nullable String value) {
        this.key = value;
        return this;
    }

    /** The argument that is the effect key, instead of an expression. */
    public ToolPolicyBuilder keyArg(@Nullable String value) {
        this.keyArg = value;
        return this;
    }

    /** For how long an effect is remembered. */
    public ToolPolicyBuilder effectTtl(@Nullable Duration value) {
        this.effectTtl = value;
        return this;
    }

    /** What a call gets whose effect happened before. */
    public ToolPolicyBuilder onDuplicate(@Nullable OnDuplicate value) {
        this.onDuplicate = value;
        return this;
    }

    /** Names of exception types that say that the effect did not happen, beside those that say so for every tool. */
    public ToolPolicyBuilder safeExceptions(@Nullable Set<String> value) {
        this.safeExceptions = value;
        return this;
    }

    /** The expression over {@code #result} that tells whether the effect happened. */
    public ToolPolicyBuilder effectWhen(@Nullable String value) {
        this.effectWhen = value;
        return this;
    }

    /** Within what the effect key is unique. */
    public ToolPolicyBuilder effectScope(@Nullable EffectScope value) {
        this.effectScope = value;
        return this;
    }

    /** How often a run may call it. */
    public ToolPolicyBuilder maxCalls(@Nullable Integer value) {
        this.maxCalls = value;
        return this;
    }

    /** How often a run may try it, whatever comes of it. */
    public ToolPolicyBuilder maxAttempts(@Nullable Integer value) {
        this.maxAttempts = value;
        return this;
    }

    /** How often it may be called within periods of time; empty for any number. */
    public ToolPolicyBuilder rates(@Nullable List<ToolRate> value) {
        this.rates = value;
        return this;
    }

    /** The dependency whose breaker holds for it. */
    public ToolPolicyBuilder circuit(@Nullable String value) {
        this.circuit = value;
        return this;
    }

    /** How long a call may take. */
    public ToolPolicyBuilder timeout(@Nullable Duration value) {
        this.timeout = value;
        return this;
    }

    /** What a call costs. */
    public ToolPolicyBuilder cost(@Nullable Money value) {
        this.cost = value;
        return this;
    }

    /** Name of a risk class. */
    public ToolPolicyBuilder risk(@Nullable String value) {
        this.risk = value;
        return this;
    }

    /** Arguments that must be there. */
    public ToolPolicyBuilder requireArgs(@Nullable Set<String> value) {
        this.requireArgs = value;
        return this;
    }

    /** Arguments that jitter is judged by. */
    public ToolPolicyBuilder queryArgs(@Nullable List<String> value) {
        this.queryArgs = value;
        return this;
    }

    /** Arguments that do not distinguish calls. */
    public ToolPolicyBuilder ignoreArgs(@Nullable Set<String> value) {
        this.ignoreArgs = value;
        return this;
    }

    /** What arguments may be. */
    public ToolPolicyBuilder argumentRules(@Nullable List<ArgumentRule> value) {
        this.argumentRules = value;
        return this;
    }

    /** Whether answers may be served again. */
    public ToolPolicyBuilder cache(@Nullable Boolean value) {
        this.cache = value;
        return this;
    }

    /** For how long answers may be served again. */
    public ToolPolicyBuilder cacheTtl(@Nullable Duration value) {
        this.cacheTtl = value;
        return this;
    }

    /** What an answer proves. */
    public ToolPolicyBuilder proves(@Nullable List<FactProof> value) {
        this.proves = value;
        return this;
    }

    /** What must have been proven before. */
    public ToolPolicyBuilder requires(@Nullable List<FactRequirement> value) {
        this.requires = value;
        return this;
    }

    /** Tools that must have succeeded before, in the same run. */
    public ToolPolicyBuilder requiresCalls(@Nullable List<ToolName> value) {
        this.requiresCalls = value;
        return this;
    }

    /** Where the values of arguments may come from. */
    public ToolPolicyBuilder argumentSources(@Nullable List<SourceRule> value) {
        this.argumentSources = value;
        return this;
    }

    /** What happens to decisions. */
    public ToolPolicyBuilder mode(@Nullable Mode value) {
        this.mode = value;
        return this;
    }

    /**
     * What was said.
     *
     * @throws InvalidPolicyException if it cannot hold
     */
    public ToolPolicy build() {
        return new ToolPolicy(
                access,
                reason,
                requireArgs,
                argumentRules,
                new ToolEffects(effect, key, keyArg, effectWhen, effectScope, effectTtl, onDuplicate, safeExceptions),
                new ToolRepeats(queryArgs, ignoreArgs, cache, cacheTtl),
                new ToolLimits(maxCalls, maxAttempts, rates, timeout),
                circuit,
                new ToolCustody(proves, requires, requiresCalls, argumentSources),
                cost,
                risk,
                mode);
    }
}
