package dev.guardedtool.policy;

import dev.guardedtool.Mode;
import dev.guardedtool.ToolName;
import dev.guardedtool.signature.ArgumentLimits;
import dev.guardedtool.signature.NumberForm;
import java.util.Map;

/** A policy in the making, which begins as another one. Not thread-safe. */
public final class GuardPolicyBuilder {

    private Mode mode;
    private OnError onError;
    private boolean strict;
    private RunPolicy runs;
    private CallTracking tracking;
    private NumberForm numbers;
    private ArgumentLimits arguments;
    private AccessPolicy access;
    private LoopPolicy loops;
    private FaultPolicy faults;
    private EffectPolicy effects;
    private BudgetPolicy budget;
    private RatePolicy rates;
    private ExecutionPolicy execution;
    private CustodyPolicy custody;
    private ToolPolicy toolDefaults;
    private Map<ToolName, ToolPolicy> tools;

    GuardPolicyBuilder(GuardPolicy base) {
        this.mode = base.mode();
        this.onError = base.onError();
        this.strict = base.strict();
        this.runs = base.runs();
        this.tracking = base.tracking();
        this.numbers = base.numbers();
        this.arguments = base.arguments();
        this.access = base.access();
        this.loops = base.loops();
        this.faults = base.faults();
        this.effects = base.effects();
        this.budget = base.budget();
        this.rates = base.rates();
        this.execution = base.execution();
        this.custody = base.custody();
        this.toolDefaults = base.toolDefaults();
        this.tools = base.tools();
    }

    /** What happens to decisions. */
    public GuardPolicyBuilder mode(Mode value) {
        this.mode = value;
        return this;
    }

    /** What becomes of declared reads when the guard itself fails. */
    public GuardPolicyBuilder onError(OnError value) {
        this.onError = value;
        return this;
    }

    /** Whether misuse of the three-method form raises. */
    public GuardPolicyBuilder strict(boolean value) {
        this.strict = value;
        return this;
    }

    /** Where a run is required. */
    public GuardPolicyBuilder runs(RunPolicy value) {
        this.runs = value;
        return this;
    }

    /** How many calls may be open at once. */
    public GuardPolicyBuilder tracking(CallTracking value) {
        this.tracking = value;
        return this;
    }

    /** When two numbers in arguments are the same. */
    public GuardPolicyBuilder numbers(NumberForm value) {
        this.numbers = value;
        return this;
    }

    /** How large arguments may be. */
    public GuardPolicyBuilder arguments(ArgumentLimits value) {
        this.arguments = value;
        return this;
    }

    /** Who may call what. */
    public GuardPolicyBuilder access(AccessPolicy value) {
        this.access = value;
        return this;
    }

    /** When repetition is a loop. */
    public GuardPolicyBuilder loops(LoopPolicy value) {
        this.loops = value;
        return this;
    }

    /** What failures lead to. */
    public GuardPolicyBuilder faults(FaultPolicy value) {
        this.faults = value;
        return this;
    }

    /** How effects are kept from happening twice. */
    public GuardPolicyBuilder effects(EffectPolicy value) {
        this.effects = value;
        return this;
    }

    /** What a run may spend. */
    public GuardPolicyBuilder budget(BudgetPolicy value) {
        this.budget = value;
        return this;
    }

    /** How often tools may be called. */
    public GuardPolicyBuilder rates(RatePolicy value) {
        this.rates = value;
        return this;
    }

    /** On which threads tools run whose time is limited. */
    public GuardPolicyBuilder execution(ExecutionPolicy value) {
        this.execution = value;
        return this;
    }

    /** How long and how much is remembered of what was proven and said. */
    public GuardPolicyBuilder custody(CustodyPolicy value) {
        this.custody = value;
        return this;
    }

    /** What holds for tools of which nothing is said. */
    public GuardPolicyBuilder toolDefaults(ToolPolicy value) {
        this.toolDefaults = value;
        return this;
    }

    /** What is said of each tool. */
    public GuardPolicyBuilder tools(Map<ToolName, ToolPolicy> value) {
        this.tools = value;
        return this;
    }

    /**
     * The policy.
     *
     * @throws InvalidPolicyException if it cannot hold
     */
    public GuardPolicy build() {
        return new GuardPolicy(
                mode,
                onError,
                strict,
                runs,
                tracking,
                numbers,
                arguments,
                access,
                loops,
                faults,
                effects,
                budget,
                rates,
                execution,
                custody,
                toolDefaults,
                tools);
    }
}
