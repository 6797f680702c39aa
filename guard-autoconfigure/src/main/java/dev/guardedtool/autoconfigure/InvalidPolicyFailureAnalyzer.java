package dev.guardedtool.autoconfigure;

import dev.guardedtool.policy.InvalidPolicyException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Says which property makes a policy that cannot hold, and where it is set. */
@Order(0)
final class InvalidPolicyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidPolicyException> {

    private final Environment environment;

    InvalidPolicyFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected FailureAnalysis analyze(Throwable root, InvalidPolicyException cause) {
        String property = "guard." + cause.property();
        ConfigurationPropertyName name = ConfigurationPropertyName.adapt(property, '.');
        if (PropertyNames.around(name.chop(2)).isPresent()) {
            return new FailureAnalysis(
                    "The guard cannot be put together: " + cause.getMessage() + ".",
                    "Change the bean that asks for this.",
                    cause);
        }
        String annotation = property.startsWith("guard.tools.") ? ", or @GuardedTool if it is said there" : "";
        return new FailureAnalysis(
                "guard." + cause.getMessage() + ".", "Change " + property + origin(name) + annotation + ".", cause);
    }

    private String origin(ConfigurationPropertyName name) {
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            ConfigurationProperty found = source.getConfigurationProperty(name);
            if (found != null && found.getOrigin() != null) {
                return " (" + found.getOrigin() + ")";
            }
        }
        return "";
    }
}
