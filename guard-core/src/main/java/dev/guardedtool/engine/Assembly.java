package dev.guardedtool.engine;

import dev.guardedtool.access.AccessModule;
import dev.guardedtool.budget.BudgetModule;
import dev.guardedtool.budget.BudgetStore;
import dev.guardedtool.budget.GatewayModule;
import dev.guardedtool.budget.InMemoryBudgetStore;
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
import dev.guardedtool.execution.ToolThreads;
import dev.guardedtool.fault.Circuits;
import dev.guardedtool.fault.ErrorClassifiers;
import dev.guardedtool.fault.FaultModule;
import dev.guardedtool.loop.LoopModule;
import dev.guardedtool.policy.InvalidPolicyException;
import dev.guardedtool.policy.Tariff;
import dev.guardedtool.rate.InMemoryRateStore;
import dev.guardedtool.rate.RateModule;
import dev.guardedtool.signature.ArgumentReader;
import dev.guardedtool.signature.Fingerprints;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts together what a builder was given, and what stands in for what it was not given. */
record Assembly(GuardBuilder given) {

    private static final Logger log = LoggerFactory.getLogger(Assembly.class);

    private static final int KEY_LENGTH = 32;

    Guard guard() {
        Fingerprints fingerprints = new Fingerprints(key());
        EffectLedger ledger = given.effects != null
                ? given.effects
                : new InMemoryEffectLedger(given.policy.effects().maxEntries(), given.clock);
        Tariff prices = given.tariff == null
                ? given.policy.budget().prices()
                : given.tariff.or(given.policy.budget().prices());
        String owner = UUID.randomUUID().toString();
        List<GuardModule> all = new ArrayList<>(List.of(
                new AccessModule(given.policy.access()),
                new EffectModule(given.policy.effects(), ledger, owner, given.clock),
                new BudgetModule(given.policy.budget(), prices, budgetStore(), owner, given.clock),
                new FaultModule(given.policy.faults(), breakers()),
                new RateModule(
                        given.policy.faults(),
                        given.rates != null
                                ? given.rates
                                : new InMemoryRateStore(given.policy.rates().maxEntries(), given.clock),
                        given.attempts),
                new LoopModule(given.policy),
                new CustodyModule(given.policy, factStore(), owner)));
        if (given.budgetGateway != null) {
            all.add(new GatewayModule(given.policy.budget(), prices, given.budgetGateway, owner));
        }
        all.addAll(given.modules);
        List<OutcomeListener> outcomes = each(all, GuardModule::outcomeListeners);
        List<RunState<?>> states = new ArrayList<>(each(all, GuardModule::states));
        states.add(Quarantine.STATE);
        requireDistinct(states);
        return new Guard(new Core(
                given.policy,
                given.clock,
                given.ids,
                fingerprints,
                new ArgumentReader(given.policy.arguments()),
                new ToolSpecs(
                        given.policy,
                        prices,
                        given.declared,
                        given.expressions,
                        spec -> all.forEach(module -> module.declared(spec))),
                new SteadyClassifier(
                        given.errors != null
                                ? given.errors
                                : ErrorClassifiers.of(given.policy.faults(), given.policy.effects())),
                new SteadyTexts(given.texts),
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
                new Announcer(given.listeners),
                new Observers(each(all, GuardModule::observers))));
    }

    private Circuits breakers() {
        return given.circuits != null
                ? given.circuits
                : Circuits.of(given.policy.faults().circuits(), given.expressions, given.clock);
    }

    private BudgetStore budgetStore() {
        return given.budgets != null
                ? given.budgets
                : new InMemoryBudgetStore(given.policy.budget().shared().maxEntries(), given.clock);
    }

    private ToolThreads threads() {
        try {
            return new ToolThreads(given.policy.execution(), given.carriers);
        } catch (UnsupportedOperationException e) {
            throw new InvalidPolicyException("execution.threads", "cannot be virtual: " + e.getMessage());
        }
    }

    private FactStore factStore() {
        return given.facts != null
                ? given.facts
                : new InMemoryFactStore(given.policy.custody().maxEntries(), given.clock);
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
        if (given.secretKey != null) {
            return given.secretKey;
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
