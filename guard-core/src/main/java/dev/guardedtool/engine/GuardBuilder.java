package dev.guardedtool.engine;

import dev.guardedtool.GuardEventListener;
import dev.guardedtool.GuardTexts;
import dev.guardedtool.ToolName;
import dev.guardedtool.access.AccessModule;
import dev.guardedtool.budget.BudgetGateway;
import dev.guardedtool.budget.BudgetModule;
import dev.guardedtool.budget.BudgetStore;
import dev.guardedtool.budget.GatewayModule;
import dev.guardedtool.budget.InMemoryBudgetStore;
import dev.guardedtool.check.ErrorClassifier;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.GuardModule;
import dev.guardedtool.check.OutcomeListener;
import dev.guardedtool.check.Quarantine;
import dev.guardedtool.check.RunState;
import dev.guardedtool.custody.CustodyModule;
import dev.guardedtool.custody.FactStore;
import dev.guardedtool.custody.InMemoryFactStore;
import dev.guardedtool.effect.EffectLedger;
import dev.guardedtool.effect.EffectModule;
import dev.guardedtool.effect.InMemoryEffectLedger;
import dev.guardedtool.execution.ContextCarrier;
import dev.guardedtool.execution.ToolThreads;
import dev.guardedtool.expression.ExpressionCompiler;
import dev.guardedtool.fault.Circuits;
import dev.guardedtool.fault.ErrorClassifiers;
import dev.guardedtool.fault.FaultModule;
import dev.guardedtool.loop.LoopModule;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.InvalidPolicyException;
import dev.guardedtool.policy.Tariff;
import dev.guardedtool.policy.ToolPolicy;
import dev.guardedtool.rate.AttemptStore;
import dev.guardedtool.rate.InMemoryRateStore;
import dev.guardedtool.rate.RateModule;
import dev.guardedtool.rate.RateStore;
import dev.guardedtool.signature.ArgumentReader;
import dev.guardedtool.signature.Fingerprints;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a guard together. Not thread-safe. */
public final class GuardBuilder {

    private static final Logger log = LoggerFactory.getLogger(GuardBuilder.class);

    private static final int KEY_LENGTH = 32;

    private final GuardPolicy policy;
    private final Map<ToolName, ToolPolicy> declared = new HashMap<>();
    private final List<GuardEventListener> listeners = new ArrayList<>();
    private final List<GuardModule> modules = new ArrayList<>();
    private final List<ContextCarrier> carriers = new ArrayList<>();
    private byte @Nullable [] secretKey;
    private Clock clock = Clock.systemUTC();
    private Supplier<String> ids = () -> UUID.randomUUID().toString();
    private ExpressionCompiler expressions = ExpressionCompiler.plainPaths();
    private @Nullable ErrorClassifier errors;
    private GuardTexts texts = BundledTexts.english();
    private @Nullable EffectLedger effects;
    private @Nullable RateStore rates;
    private @Nullable AttemptStore attempts;
    private @Nullable Tariff tariff;
    private @Nullable BudgetStore budgets;
    private @Nullable Circuits circuits;
    private @Nullable FactStore facts;
    private @Nullable BudgetGateway budgetGateway;

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
        Fingerprints fingerprints = new Fingerprints(key());
        EffectLedger ledger = effects != null
                ? effects
                : new InMemoryEffectLedger(policy.effects().maxEntries(), clock);
        Tariff prices = tariff == null
                ? policy.budget().prices()
                : tariff.or(policy.budget().prices());
        String owner = UUID.randomUUID().toString();
        List<GuardModule> all = new ArrayList<>(List.of(
                new AccessModule(policy.access()),
                new EffectModule(policy.effects(), ledger, owner, clock),
                new BudgetModule(policy.budget(), prices, budgetStore(), owner, clock),
                new FaultModule(policy.faults(), breakers()),
                new RateModule(
                        policy.faults(),
                        rates != null
                                ? rates
                                : new InMemoryRateStore(policy.rates().maxEntries(), clock),
                        attempts),
                new LoopModule(policy),
                new CustodyModule(policy, factStore(), owner)));
        if (budgetGateway != null) {
            all.add(new GatewayModule(policy.budget(), prices, budgetGateway, owner));
        }
        all.addAll(modules);
        List<OutcomeListener> outcomes = each(all, GuardModule::outcomeListeners);
        List<RunState<?>> states = new ArrayList<>(each(all, GuardModule::states));
        states.add(Quarantine.STATE);
        requireDistinct(states);
        return new Guard(new Core(
                policy,
                clock,
                ids,
                fingerprints,
                new ArgumentReader(policy.arguments()),
                new ToolSpecs(
                        policy, prices, declared, expressions, spec -> all.forEach(module -> module.declared(spec))),
                new SteadyClassifier(errors != null ? errors : ErrorClassifiers.of(policy.faults(), policy.effects())),
                new SteadyTexts(texts),
                new Chain(each(all, GuardModule::checks), each(all, GuardModule::reservations)),
                threads(),
                List.copyOf(all),
                outcomes.stream().filter(listener -> !listener.local()).toList(),
                outcomes.stream().filter(OutcomeListener::local).toList(),
                each(all, GuardModule::textChecks),
                each(all, GuardModule::roundChecks),
                each(all, GuardModule::usageListeners),
                each(all, GuardModule::userTextListeners),
                states,
                new Announcer(listeners),
                new Observers(each(all, GuardModule::observers))));
    }

    private Circuits breakers() {
        return circuits != null ? circuits : Circuits.of(policy.faults().circuits(), expressions, clock);
    }

    private BudgetStore budgetStore() {
        return budgets != null
                ? budgets
                : new InMemoryBudgetStore(policy.budget().shared().maxEntries(), clock);
    }

    private ToolThreads threads() {
        try {
            return new ToolThreads(policy.execution(), carriers);
        } catch (UnsupportedOperationException e) {
            throw new InvalidPolicyException("execution.threads", "cannot be virtual: " + e.getMessage());
        }
    }

    private FactStore factStore() {
        return facts != null ? facts : new InMemoryFactStore(policy.custody().maxEntries(), clock);
    }

    /** Each state has a section of a snapshot to itself. */
    private static void requireDistinct(List<RunState<?>> states) {
        Set<String> names = new HashSet<>(Set.of(Tally.SECTION));
        for (RunState<?> state : states) {
            if (!names.add(state.name())) {
                throw new InvalidPolicyException("modules", "keep more than one state named '" + state.name() + "'");
            }
        }
    }

    private byte[] key() {
        if (secretKey != null) {
            return secretKey;
        }
        log.warn("No secret key is set: one was made for the life of this process. Snapshots and records of other"
                + " processes cannot be matched with it.");
        byte[] random = new byte[KEY_LENGTH];
        new SecureRandom().nextBytes(random);
        return random;
    }

    private static <T> List<T> each(List<GuardModule> modules, Function<GuardModule, List<? extends T>> part) {
        return modules.stream()
                .<T>flatMap(module -> part.apply(module).stream())
                .toList();
    }
}
