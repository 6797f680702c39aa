package dev.guardedtool.engine;

import dev.guardedtool.GuardEventListener;
import dev.guardedtool.GuardTexts;
import dev.guardedtool.ToolName;
import dev.guardedtool.budget.BudgetGateway;
import dev.guardedtool.budget.BudgetStore;
import dev.guardedtool.check.ErrorClassifier;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.GuardModule;
import dev.guardedtool.custody.FactStore;
import dev.guardedtool.effect.EffectLedger;
import dev.guardedtool.execution.ContextCarrier;
import dev.guardedtool.expression.ExpressionCompiler;
import dev.guardedtool.fault.Circuits;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.InvalidPolicyException;
import dev.guardedtool.policy.Tariff;
import dev.guardedtool.policy.ToolPolicy;
import dev.guardedtool.rate.AttemptStore;
import dev.guardedtool.rate.RateStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts a guard together. Not thread-safe. */
public final class GuardBuilder {

    final GuardPolicy policy;
    final Map<ToolName, ToolPolicy> declared = new HashMap<>();
    final List<GuardEventListener> listeners = new ArrayList<>();
    final List<GuardModule> modules = new ArrayList<>();
    final List<ContextCarrier> carriers = new ArrayList<>();
    byte @Nullable [] secretKey;
    Clock clock = Clock.systemUTC();
    Supplier<String> ids = () -> UUID.randomUUID().toString();
    ExpressionCompiler expressions = ExpressionCompiler.plainPaths();

    @Nullable
    ErrorClassifier errors;

    GuardTexts texts = BundledTexts.english();

    @Nullable
    EffectLedger effects;

    @Nullable
    RateStore rates;

    @Nullable
    AttemptStore attempts;

    @Nullable
    Tariff tariff;

    @Nullable
    BudgetStore budgets;

    @Nullable
    Circuits circuits;

    @Nullable
    FactStore facts;

    @Nullable
    BudgetGateway budgetGateway;

    GuardBuilder(GuardPolicy policy) {
        this.policy = policy;
    }

    /**
     * The key of all fingerprints, at least 16 bytes. Without one a random key is made; fingerprints then mean nothing
     * to another process.
     */
    public GuardBuilder secretKey(byte[] key) {
        this.secretKey = key.clone();
        return this;
    }

    /** Where the time comes from. */
    public GuardBuilder clock(Clock value) {
        this.clock = value;
        return this;
    }

    /** Where the ids of runs come from. */
    public GuardBuilder ids(Supplier<String> value) {
        this.ids = value;
        return this;
    }

    /** What compiles the expressions of the policy; plain paths by default. */
    public GuardBuilder expressions(ExpressionCompiler value) {
        this.expressions = value;
        return this;
    }

    /** What a tool's annotation says; the policy's word on the same tool is stronger. */
    public GuardBuilder declared(ToolName tool, ToolPolicy declaration) {
        this.declared.put(tool, declaration);
        return this;
    }

    /** Who is told what happens. */
    public GuardBuilder listener(GuardEventListener listener) {
        this.listeners.add(listener);
        return this;
    }

    /** One more check. */
    public GuardBuilder check(GuardCheck check) {
        return module(GuardModule.of(check));
    }

    /** One more subject. */
    public GuardBuilder module(GuardModule module) {
        this.modules.add(module);
        return this;
    }

    /** What goes along to the threads of tools whose time is limited. */
    public GuardBuilder carrier(ContextCarrier carrier) {
        this.carriers.add(carrier);
        return this;
    }

    /** What says which kind of failure it was. */
    public GuardBuilder errors(ErrorClassifier value) {
        this.errors = value;
        return this;
    }

    /** What the model reads. */
    public GuardBuilder texts(GuardTexts value) {
        this.texts = value;
        return this;
    }

    /** Where effects with an explicit key are remembered; in memory by default. */
    public GuardBuilder effects(EffectLedger value) {
        this.effects = value;
        return this;
    }

    /** Where it is remembered when tools were called; in memory by default. */
    public GuardBuilder rates(RateStore value) {
        this.rates = value;
        return this;
    }

    /** Where attempts are counted; by default each run counts its own. */
    public GuardBuilder attempts(AttemptStore value) {
        this.attempts = value;
        return this;
    }

    /** What things cost; what it does not know is looked up in the policy. */
    public GuardBuilder tariff(Tariff value) {
        this.tariff = value;
        return this;
    }

    /** Where budgets that runs share are kept; in memory by default. */
    public GuardBuilder budgets(BudgetStore value) {
        this.budgets = value;
        return this;
    }

    /** The breakers of what tools depend on; in a registry of their own by default. */
    public GuardBuilder circuits(Circuits value) {
        this.circuits = value;
        return this;
    }

    /** Where facts are remembered; in memory by default. */
    public GuardBuilder facts(FactStore value) {
        this.facts = value;
        return this;
    }

    /** What is asked before money is spent; nothing by default. */
    public GuardBuilder budgetGateway(BudgetGateway value) {
        this.budgetGateway = value;
        return this;
    }

    /**
     * The guard.
     *
     * @throws InvalidPolicyException if the policy, an annotation or the order of checks cannot hold
     */
    public Guard build() {
        return new Assembly(this).guard();
    }
}
