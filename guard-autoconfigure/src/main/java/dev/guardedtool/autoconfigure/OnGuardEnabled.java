package dev.guardedtool.autoconfigure;

import dev.guardedtool.policy.InvalidPolicyException;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Refuses to take a misspelt {@code guard.enabled} for a no, which would leave every tool unguarded. */
final class OnGuardEnabled extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        String said = context.getEnvironment().getProperty("guard.enabled", "true");
        if (!said.equalsIgnoreCase("true") && !said.equalsIgnoreCase("false")) {
            throw new InvalidPolicyException("enabled", "must be true or false, was '" + said + "'");
        }
        return new ConditionOutcome(
                said.equalsIgnoreCase("true"),
                ConditionMessage.forCondition("guard.enabled").because("it is " + said));
    }
}
