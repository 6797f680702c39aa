package dev.guardedtool.autoconfigure.jdbc;

import dev.guardedtool.autoconfigure.Store;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether effects are to be kept in a database. */
final class OnJdbcEffects extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Store store = Binder.get(context.getEnvironment())
                .bind("guard.store", Store.class)
                .orElse(Store.MEMORY);
        return new ConditionOutcome(
                store == Store.JDBC,
                ConditionMessage.forCondition("guard.store").because("it is " + store));
    }
}
