package dev.guardedtool.autoconfigure;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;

/** Says which property was probably meant. Values are left out: a misspelt name may well be that of a secret. */
@Order(0)
final class UnknownPropertyFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("guard");

    private static final List<String> FREE_NAMES = List.of("guard.tools", "guard.prices");

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable root, UnboundConfigurationPropertiesException cause) {
        List<ConfigurationProperty> unknown = cause.getUnboundProperties().stream()
                .filter(property -> PREFIX.isAncestorOf(property.getName()))
                .toList();
        if (unknown.isEmpty()) {
            return null;
        }
        StringBuilder description = new StringBuilder("The guard does not know these properties:\n");
        StringBuilder action = new StringBuilder("Correct or remove them.");
        unknown.forEach(property -> describe(property, description, action));
        return new FailureAnalysis(description.toString(), action.toString(), cause);
    }

    private static void describe(ConfigurationProperty property, StringBuilder description, StringBuilder action) {
        description.append("\n    ").append(property.getName());
        if (property.getOrigin() != null) {
            description.append(" (").append(property.getOrigin()).append(')');
        }
        Optional<PropertyNames> around = PropertyNames.around(property.getName());
        Optional<String> nearest = around.flatMap(PropertyNames::nearest);
        if (nearest.isPresent()) {
            action.append("\nFor ")
                    .append(property.getName())
                    .append(", did you mean ")
                    .append(nearest.get())
                    .append('?');
        } else if (around.isPresent()) {
            action.append("\nBelow ").append(around.get().place()).append(" there are: ");
            action.append(String.join(", ", around.get().names())).append('.');
            if (FREE_NAMES.stream().anyMatch(around.get().place()::startsWith)) {
                action.append(" A name with dots is written in brackets, as in \"[a.b]\".");
            }
        }
    }
}
