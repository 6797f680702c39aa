package dev.guardedtool.autoconfigure.store;

import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.store.StoreMaintenance.Chore;
import dev.guardedtool.budget.BudgetStore;
import dev.guardedtool.custody.FactStore;
import dev.guardedtool.effect.EffectLedger;
import dev.guardedtool.effect.EffectReconciler;
import dev.guardedtool.effect.Reconciliation;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.RunStore;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.rate.AttemptStore;
import dev.guardedtool.rate.RateStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Auto-configuration of what is kept in stores that instances share. The guard finds them among the beans. */
@AutoConfiguration(after = GuardAutoConfiguration.class)
@ConditionalOnBean(Guard.class)
@ConditionalOnStore
public final class GuardStoreAutoConfiguration {

    private static final int DOUBTS = 100;

    @Bean
    StoreChoice guardStoreChoice(Environment environment, ObjectProvider<SharedStores> stores) {
        return new StoreChoice(environment, stores);
    }

    /** Reconcilers are asked for when there is something to settle, since they may need what needs the ledger. */
    @Bean
    @ConditionalOnStore(subjects = StoredSubject.EFFECTS)
    @ConditionalOnMissingBean
    EffectLedger guardEffectLedger(
            StoreChoice choice, GuardPolicy policy, ObjectProvider<EffectReconciler> reconcilers) {
        SharedStores stores = choice.of(StoredSubject.EFFECTS);
        EffectLedger ledger = stores.effects();
        stores.maintenance()
                .also(new Chore(
                        "doubts",
                        () -> new Reconciliation(
                                        ledger,
                                        reconcilers.orderedStream().toList(),
                                        policy.effects().ttl())
                                .run(DOUBTS)));
        return ledger;
    }

    @Bean
    @ConditionalOnStore(subjects = StoredSubject.BUDGETS)
    @ConditionalOnMissingBean
    BudgetStore guardBudgetStore(StoreChoice choice) {
        return choice.of(StoredSubject.BUDGETS).budgets();
    }

    @Bean
    @ConditionalOnStore(subjects = StoredSubject.RATES)
    @ConditionalOnMissingBean
    RateStore guardRateStore(StoreChoice choice) {
        return choice.of(StoredSubject.RATES).rates();
    }

    @Bean
    @ConditionalOnStore(subjects = StoredSubject.ATTEMPTS)
    @ConditionalOnMissingBean
    AttemptStore guardAttemptStore(StoreChoice choice) {
        return choice.of(StoredSubject.ATTEMPTS).attempts();
    }

    @Bean
    @ConditionalOnStore(subjects = StoredSubject.FACTS)
    @ConditionalOnMissingBean
    FactStore guardFactStore(StoreChoice choice) {
        return choice.of(StoredSubject.FACTS).facts();
    }

    @Bean
    @ConditionalOnStore(subjects = StoredSubject.RUNS)
    @ConditionalOnMissingBean
    RunStore guardRunStore(StoreChoice choice) {
        return choice.of(StoredSubject.RUNS).runs();
    }

    /** Where health is asked for. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ConditionalOnEnabledHealthIndicator.class)
    static class HealthConfiguration {

        @Bean
        @ConditionalOnEnabledHealthIndicator("guard")
        @ConditionalOnMissingBean(name = "guardStoreHealthIndicator")
        StoreHealthIndicator guardStoreHealthIndicator(
                ObjectProvider<SharedStores> stores, ObjectProvider<EffectLedger> ledger) {
            return new StoreHealthIndicator(stores.orderedStream().toList(), ledger.getIfUnique());
        }
    }
}
