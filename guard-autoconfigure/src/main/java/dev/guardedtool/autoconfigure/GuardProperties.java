package dev.guardedtool.autoconfigure;

import static dev.guardedtool.autoconfigure.Said.or;

import dev.guardedtool.Mode;
import dev.guardedtool.ToolName;
import dev.guardedtool.policy.AccessPolicy;
import dev.guardedtool.policy.CallTracking;
import dev.guardedtool.policy.CircuitPolicy;
import dev.guardedtool.policy.ExecutionPolicy;
import dev.guardedtool.policy.ExecutionPolicy.Threads;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.InvalidPolicyException;
import dev.guardedtool.policy.OnError;
import dev.guardedtool.policy.RatePolicy;
import dev.guardedtool.policy.RunPolicy;
import dev.guardedtool.policy.RunPolicy.Nested;
import dev.guardedtool.policy.RunPolicy.Outside;
import dev.guardedtool.policy.ToolPolicy;
import dev.guardedtool.signature.ArgumentLimits;
import dev.guardedtool.signature.NumberForm;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Everything that can be said to the guard in configuration. Null where nothing is said: the profile's value holds then.
 *
 * @param enabled Whether tool calls are guarded at all.
 * @param mode What happens to decisions: carried out, told to the model, or only recorded.
 * @param profile The policy that holds where no property says otherwise.
 * @param secretKey Key of all fingerprints, at least 16 bytes: text, or bytes after 'base64:' or 'hex:'. Made anew by
 *     each process by default.
 * @param onError What becomes of declared reads when the guard itself fails. Calls with an effect are always refused
 *     then.
 * @param strict Whether misuse of the three-method form raises an exception instead of being counted.
 * @param runs Where a run is required.
 * @param tracking How many calls of a run may be open at once.
 * @param numbers When two numbers in arguments are the same.
 * @param arguments How large arguments may be.
 * @param access Who may call what.
 * @param defaults What holds for tools of which nothing else is said.
 * @param tools What is said about each tool, by the tool's name. It wins over the annotation. A name with dots is
 *     written in brackets, as in "[a.b]".
 * @param loops When repetition counts as a loop.
 * @param effects How effects are kept from happening twice.
 * @param rates How calls of limited rate are remembered.
 * @param facts How long and how much is remembered of what was proven and said.
 * @param faults What failures lead to.
 * @param circuits When calls of a dependency are refused because it fails, by the name that tools give it as their
 *     circuit.
 * @param budget What a run may spend.
 * @param prices What tokens cost, by model. A model's name may end in '*'. A name with dots is written in brackets, as
 *     in "[gpt-4.1*]".
 * @param execution On which threads tools run whose time is limited.
 * @param texts What the model reads.
 * @param record What is written down of runs, to be replayed later.
 * @param store Where is kept what outlives a run: in memory, or in a database or Redis that instances share.
 * @param stores Where one thing is kept elsewhere than that.
 * @param jdbc How a database is used as a store.
 * @param redis How Redis is used as a store.
 * @param startupChecks What happens when something is found at start that keeps tools from being guarded as they are
 *     meant to be.
 * @param unguardedTools What happens when a model is offered tools that could run without the guard.
 */
@ConfigurationProperties(prefix = "guard", ignoreUnknownFields = false)
public record GuardProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable Mode mode,
        @DefaultValue("default") Profile profile,
        @Nullable String secretKey,
        @Nullable OnError onError,
        @Nullable Boolean strict,
        @DefaultValue Runs runs,
        @Nullable CallTracking tracking,
        @Nullable NumberForm numbers,
        @DefaultValue Arguments arguments,
        @DefaultValue Access access,
        @NestedConfigurationProperty @DefaultValue ToolProperties defaults,
        @DefaultValue Map<String, ToolProperties> tools,
        @NestedConfigurationProperty @DefaultValue LoopProperties loops,
        @NestedConfigurationProperty @DefaultValue EffectProperties effects,
        @DefaultValue Rates rates,
        @NestedConfigurationProperty @DefaultValue CustodyProperties facts,
        @NestedConfigurationProperty @DefaultValue FaultProperties faults,
        @DefaultValue Map<String, CircuitProperties> circuits,
        @NestedConfigurationProperty @DefaultValue BudgetProperties budget,
        @DefaultValue Map<String, BudgetProperties.Price> prices,
        @DefaultValue Execution execution,
        @DefaultValue Texts texts,
        @NestedConfigurationProperty @DefaultValue RecordProperties record,
        @DefaultValue("memory") Store store,
        @NestedConfigurationProperty @DefaultValue StoreProperties stores,
        @NestedConfigurationProperty @DefaultValue JdbcProperties jdbc,
        @NestedConfigurationProperty @DefaultValue RedisProperties redis,
        @DefaultValue("fail") StartupChecks startupChecks,
        @DefaultValue("warn") UnguardedTools unguardedTools) {

    GuardPolicy policy() {
        GuardPolicy base = profile.policy();
        return new GuardPolicy(
                or(mode, base.mode()),
                or(onError, base.onError()),
                or(strict, base.strict()),
                runs.over(base.runs()),
                or(tracking, base.tracking()),
                or(numbers, base.numbers()),
                arguments.over(base.arguments()),
                access.over(base.access()),
                loops.over(base.loops()),
                faults.over(base.faults()).withCircuits(circuits(base.faults().circuits())),
                effects.over(base.effects()),
                budget.over(base.budget(), prices),
                rates.over(base.rates()),
                execution.over(base.execution()),
                facts.over(base.custody()),
                Said.at("defaults", defaults::policy).over(base.toolDefaults()),
                tools(base.tools()));
    }

    private Map<String, CircuitPolicy> circuits(Map<String, CircuitPolicy> base) {
        Map<String, CircuitPolicy> all = new LinkedHashMap<>(base);
        circuits.forEach((name, circuit) -> all.put(
                name,
                Said.at("circuits." + name, () -> circuit.over(all.getOrDefault(name, CircuitPolicy.defaults())))));
        return all;
    }

    private Map<ToolName, ToolPolicy> tools(Map<ToolName, ToolPolicy> base) {
        Map<ToolName, ToolPolicy> all = new LinkedHashMap<>(base);
        tools.forEach((name, tool) -> {
            ToolPolicy said = Said.at("tools." + name, tool::policy);
            all.merge(ToolName.of(name), said, (weaker, stronger) -> stronger.over(weaker));
        });
        return all;
    }

    /** Never the secret key. */
    @Override
    public String toString() {
        return "GuardProperties[enabled=" + enabled + ", profile=" + profile + "]";
    }

    /**
     * Where a run is required.
     *
     * @param outside What becomes of calls that belong to no run. Limits per run do not hold for them unless they are
     *     refused.
     * @param nested What becomes of runs within the call of another run, as where a tool asks a model of its own.
     */
    public record Runs(@Nullable Outside outside, @Nullable Nested nested) {

        RunPolicy over(RunPolicy base) {
            return new RunPolicy(or(outside, base.outside()), or(nested, base.nested()));
        }
    }

    /**
     * How large arguments may be.
     *
     * @param maxChars Length of the JSON text in UTF-16 units.
     * @param maxDepth How deep objects and arrays may nest, at most 1000.
     * @param maxNumberLength Length of one number as written, sign, point and exponent included.
     */
    public record Arguments(
            @Nullable Integer maxChars,
            @Nullable Integer maxDepth,
            @Nullable Integer maxNumberLength) {

        ArgumentLimits over(ArgumentLimits base) {
            int chars = or(maxChars, base.maxChars());
            int depth = or(maxDepth, base.maxDepth());
            int numberLength = or(maxNumberLength, base.maxNumberLength());
            try {
                return new ArgumentLimits(chars, depth, numberLength);
            } catch (IllegalArgumentException e) {
                throw new InvalidPolicyException(
                        "arguments",
                        "cannot hold with max-chars " + chars + ", max-depth " + depth + " and max-number-length "
                                + numberLength + ": " + e.getMessage());
            }
        }
    }

    /**
     * Who may call what, beyond what is said of each tool.
     *
     * @param refuseUnadvertised Whether a tool that was not attached to the request is refused.
     * @param emptyIsMissing Whether a required argument that is null or blank counts as missing.
     */
    public record Access(
            @Nullable Boolean refuseUnadvertised, @Nullable Boolean emptyIsMissing) {

        AccessPolicy over(AccessPolicy base) {
            return new AccessPolicy(
                    or(refuseUnadvertised, base.refuseUnadvertised()), or(emptyIsMissing, base.emptyIsMissing()));
        }
    }

    /**
     * How calls of limited rate are remembered.
     *
     * @param maxEntries How many calls are remembered in memory, each once for every limit. A full store refuses.
     */
    public record Rates(@Nullable Integer maxEntries) {

        RatePolicy over(RatePolicy base) {
            return new RatePolicy(base.maxCallsPerTool(), or(maxEntries, base.maxEntries()));
        }
    }

    /**
     * On which threads tools run whose time is limited.
     *
     * @param threads Kind of threads.
     * @param maxThreads How many there may be at once, those included that go on after their time.
     * @param maxAbandoned How many calls of one tool may go on after their time before it is refused.
     */
    public record Execution(
            @Nullable Threads threads,
            @Nullable Integer maxThreads,
            @Nullable Integer maxAbandoned) {

        ExecutionPolicy over(ExecutionPolicy base) {
            return new ExecutionPolicy(
                    or(threads, base.threads()),
                    or(maxThreads, base.maxThreads()),
                    or(maxAbandoned, base.maxAbandoned()));
        }
    }

    /**
     * What the model reads.
     *
     * @param format Form of the guard's answers: a paragraph, or one JSON object.
     */
    public record Texts(@DefaultValue("text") Format format) {

        /** Whether answers are JSON objects. */
        public boolean isJson() {
            return format == Format.JSON;
        }

        /** Form of the guard's answers. */
        public enum Format {

            /** A paragraph. */
            TEXT,

            /** One JSON object. */
            JSON
        }
    }
}
