package dev.guardedtool.policy;

import dev.guardedtool.Effect;
import dev.guardedtool.Mode;
import dev.guardedtool.ToolName;
import dev.guardedtool.signature.ArgumentLimits;
import dev.guardedtool.signature.NumberForm;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Everything the guard is told to do. Immutable; a run keeps the policy that it was opened with.
 *
 * @param mode what happens to decisions, never {@link Mode#INHERIT}
 * @param onError what becomes of declared reads when the guard itself fails
 * @param strict whether misuse of the three-method form raises instead of being counted
 * @param runs where a run is required
 * @param tracking how many calls may be open at once
 * @param numbers when two numbers in arguments are the same
 * @param arguments how large arguments may be
 * @param access who may call what
 * @param loops when repetition is a loop
 * @param faults what failures lead to
 * @param effects how effects are kept from happening twice
 * @param budget what a run may spend
 * @param rates how often tools may be called
 * @param execution on which threads tools run whose time is limited
 * @param custody how long and how much is remembered of what was proven and said
 * @param toolDefaults what holds for tools of which nothing is said
 * @param tools what is said of each tool
 */
public record GuardPolicy(
        Mode mode,
        OnError onError,
        boolean strict,
        RunPolicy runs,
        CallTracking tracking,
        NumberForm numbers,
        ArgumentLimits arguments,
        AccessPolicy access,
        LoopPolicy loops,
        FaultPolicy faults,
        EffectPolicy effects,
        BudgetPolicy budget,
        RatePolicy rates,
        ExecutionPolicy execution,
        CustodyPolicy custody,
        ToolPolicy toolDefaults,
        Map<ToolName, ToolPolicy> tools) {

    public GuardPolicy {
        if (mode == Mode.INHERIT) {
            throw new InvalidPolicyException("mode", "has nothing to inherit from; use enforce, warn or shadow");
        }
        Objects.requireNonNull(onError, "onError");
        Objects.requireNonNull(runs, "runs");
        Objects.requireNonNull(tracking, "tracking");
        Objects.requireNonNull(numbers, "numbers");
        Objects.requireNonNull(arguments, "arguments");
        Objects.requireNonNull(access, "access");
        Objects.requireNonNull(loops, "loops");
        Objects.requireNonNull(faults, "faults");
        Objects.requireNonNull(effects, "effects");
        Objects.requireNonNull(budget, "budget");
        Objects.requireNonNull(rates, "rates");
        Objects.requireNonNull(execution, "execution");
        Objects.requireNonNull(custody, "custody");
        Objects.requireNonNull(toolDefaults, "toolDefaults");
        tools = Map.copyOf(tools);
    }

    /** The guard's own rules. */
    public static GuardPolicy defaults() {
        return new GuardPolicy(
                Mode.ENFORCE,
                OnError.BLOCK,
                false,
                RunPolicy.defaults(),
                CallTracking.PARALLEL,
                NumberForm.BY_VALUE,
                ArgumentLimits.defaults(),
                AccessPolicy.defaults(),
                LoopPolicy.defaults(),
                FaultPolicy.defaults(),
                EffectPolicy.defaults(),
                BudgetPolicy.defaults(),
                RatePolicy.defaults(),
                ExecutionPolicy.defaults(),
                CustodyPolicy.defaults(),
                ToolPolicy.NONE,
                Map.of());
    }

    /** Every switch set so that the chain decides as the Aura Guard 0.5 engine does. */
    public static GuardPolicy reference() {
        ToolPolicy once = ToolPolicy.builder().effect(Effect.ONCE).build();
        ToolPolicy search =
                ToolPolicy.builder().queryArgs(List.of("query", "q")).build();
        return new GuardPolicy(
                Mode.ENFORCE,
                OnError.BLOCK,
                false,
                RunPolicy.defaults(),
                CallTracking.SEQUENTIAL,
                NumberForm.BY_SPELLING,
                ArgumentLimits.defaults(),
                AccessPolicy.reference(),
                LoopPolicy.reference(),
                FaultPolicy.reference(),
                EffectPolicy.reference(),
                BudgetPolicy.reference(),
                RatePolicy.defaults(),
                ExecutionPolicy.defaults(),
                CustodyPolicy.defaults(),
                ToolPolicy.builder()
                        .effect(Effect.READ)
                        .effectScope(EffectScope.RUN)
                        .requireArgs(Set.of())
                        .build(),
                Map.of(
                        ToolName.of("send_reply"), once,
                        ToolName.of("refund"), once,
                        ToolName.of("cancel"), once,
                        ToolName.of("search_kb"), search,
                        ToolName.of("search"), search,
                        ToolName.of("search_documents"), search,
                        ToolName.of("rag_retrieve"),
                                ToolPolicy.builder()
                                        .queryArgs(List.of("query", "q", "question"))
                                        .build()));
    }

    /** Starts a policy that says the same. */
    public GuardPolicyBuilder toBuilder() {
        return new GuardPolicyBuilder(this);
    }

    /** The same policy with that mode. */
    public GuardPolicy withMode(Mode value) {
        return toBuilder().mode(value).build();
    }

    /** The same policy with that onError. */
    public GuardPolicy withOnError(OnError value) {
        return toBuilder().onError(value).build();
    }

    /** The same policy with that strict. */
    public GuardPolicy withStrict(boolean value) {
        return toBuilder().strict(value).build();
    }

    /** The same policy with that runs. */
    public GuardPolicy withRuns(RunPolicy value) {
        return toBuilder().runs(value).build();
    }

    /** The same policy with that tracking. */
    public GuardPolicy withTracking(CallTracking value) {
        return toBuilder().tracking(value).build();
    }

    /** The same policy with that numbers. */
    public GuardPolicy withNumbers(NumberForm value) {
        return toBuilder().numbers(value).build();
    }

    /** The same policy with that arguments. */
    public GuardPolicy withArguments(ArgumentLimits value) {
        return toBuilder().arguments(value).build();
    }

    /** The same policy with that access. */
    public GuardPolicy withAccess(AccessPolicy value) {
        return toBuilder().access(value).build();
    }

    /** The same policy with that loops. */
    public GuardPolicy withLoops(LoopPolicy value) {
        return toBuilder().loops(value).build();
    }

    /** The same policy with that faults. */
    public GuardPolicy withFaults(FaultPolicy value) {
        return toBuilder().faults(value).build();
    }

    /** The same policy with that effects. */
    public GuardPolicy withEffects(EffectPolicy value) {
        return toBuilder().effects(value).build();
    }

    /** The same policy with that budget. */
    public GuardPolicy withBudget(BudgetPolicy value) {
        return toBuilder().budget(value).build();
    }

    /** The same policy with that rates. */
    public GuardPolicy withRates(RatePolicy value) {
        return toBuilder().rates(value).build();
    }

    /** The same policy with that execution. */
    public GuardPolicy withExecution(ExecutionPolicy value) {
        return toBuilder().execution(value).build();
    }

    /** The same policy with that custody. */
    public GuardPolicy withCustody(CustodyPolicy value) {
        return toBuilder().custody(value).build();
    }

    /** The same policy with that toolDefaults. */
    public GuardPolicy withToolDefaults(ToolPolicy value) {
        return toBuilder().toolDefaults(value).build();
    }

    /** The same policy with that tools. */
    public GuardPolicy withTools(Map<ToolName, ToolPolicy> value) {
        return toBuilder().tools(value).build();
    }
}
