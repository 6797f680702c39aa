package dev.guardedtool.autoconfigure;

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
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardBuilder;
import dev.guardedtool.execution.ContextCarrier;
import dev.guardedtool.expression.ExpressionCompiler;
import dev.guardedtool.expression.ExpressionException;
import dev.guardedtool.fault.Circuits;
import dev.guardedtool.policy.FactProof;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.InvalidPolicyException;
import dev.guardedtool.policy.Tariff;
import dev.guardedtool.policy.ToolPolicy;
import dev.guardedtool.policy.ToolRate;
import dev.guardedtool.rate.AttemptStore;
import dev.guardedtool.rate.RateStore;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;

/** Puts a guard together from the beans of an application. */
record GuardAssembly(GuardPolicy policy, BeanFactory beans) {

    Guard guard(@Nullable String secretKey) {
        GuardBuilder builder = Guard.builder(policy);
        if (secretKey != null) {
            builder.secretKey(SecretKey.bytes(secretKey));
        }
        beans.getBeanProvider(Clock.class).ifUnique(builder::clock);
        beans.getBeanProvider(GuardTexts.class).ifAvailable(builder::texts);
        beans.getBeanProvider(ErrorClassifier.class).ifAvailable(builder::errors);
        beans.getBeanProvider(EffectLedger.class).ifAvailable(builder::effects);
        beans.getBeanProvider(RateStore.class).ifAvailable(builder::rates);
        beans.getBeanProvider(AttemptStore.class).ifAvailable(builder::attempts);
        beans.getBeanProvider(Tariff.class).ifAvailable(builder::tariff);
        beans.getBeanProvider(BudgetStore.class).ifAvailable(builder::budgets);
        beans.getBeanProvider(Circuits.class).ifAvailable(builder::circuits);
        beans.getBeanProvider(ContextCarrier.class).orderedStream().forEach(builder::carrier);
        beans.getBeanProvider(FactStore.class).ifAvailable(builder::facts);
        beans.getBeanProvider(BudgetGateway.class).ifAvailable(builder::budgetGateway);
        beans.getBeanProvider(GuardEventListener.class).orderedStream().forEach(builder::listener);
        beans.getBeanProvider(GuardCheck.class).orderedStream().forEach(builder::check);
        beans.getBeanProvider(GuardModule.class).orderedStream().forEach(builder::module);
        beans.getBeanProvider(ExpressionCompiler.class).ifAvailable(expressions -> {
            compile("key", policy.toolDefaults().effects().key(), expressions);
            compile("effect-when", policy.toolDefaults().effects().when(), expressions);
            rates(policy.toolDefaults()).forEach((attribute, per) -> compile(attribute, per, expressions));
            List<FactProof> proves = policy.toolDefaults().custody().proves();
            if (proves != null) {
                proves.forEach(proof -> compile("proves", proof.extract(), expressions));
            }
            builder.expressions(expressions);
        });
        declarations().forEach(builder::declared);
        return builder.build();
    }

    private Map<ToolName, ToolPolicy> declarations() {
        Map<ToolName, ToolPolicy> declared = new LinkedHashMap<>();
        beans.getBeanProvider(GuardedToolDeclarations.class)
                .orderedStream()
                .forEach(some -> some.declarations().forEach(declared::putIfAbsent));
        return declared;
    }

    private static Map<String, String> rates(ToolPolicy defaults) {
        Map<String, String> expressions = new LinkedHashMap<>();
        List<ToolRate> rates = defaults.limits().rates() == null
                ? List.of()
                : defaults.limits().rates();
        for (int i = 0; i < rates.size(); i++) {
            String per = rates.get(i).per();
            expressions.put("rate-limit[" + i + "].per", per.contains("#") ? per : "");
        }
        return expressions;
    }

    /** The core compiles what it knows to belong to a tool; the defaults may meet their first tool much later. */
    private static void compile(String attribute, @Nullable String text, ExpressionCompiler expressions) {
        if (text == null || text.isBlank()) {
            return;
        }
        try {
            expressions.compile(text);
        } catch (ExpressionException e) {
            throw new InvalidPolicyException("defaults." + attribute, "does not compile: " + e.getMessage());
        }
    }
}
