package dev.guardedtool.autoconfigure.springai;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;

/** Where unguarded tools are not to be ignored. */
final class OnUnguardedTools extends NoneNestedConditions {

    OnUnguardedTools() {
        super(ConfigurationPhase.REGISTER_BEAN);
    }

    /** Where they are. */
    @ConditionalOnProperty(name = "guard.unguarded-tools", havingValue = "ignore")
    static class Ignored {}
}
