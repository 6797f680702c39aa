package dev.guardedtool.autoconfigure;

import dev.guardedtool.policy.InvalidPolicyException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Refuses values below {@code guard} that binding would quietly drop or cut: an empty one, which would leave the
 * profile's value in place, and a fraction where a whole number is asked for.
 */
final class StrictValues implements ConfigurationPropertiesBindHandlerAdvisor {

    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("guard");

    @Override
    public BindHandler apply(BindHandler handler) {
        return new AbstractBindHandler(handler) {

            @Override
            public void onFinish(
                    ConfigurationPropertyName name, Bindable<?> target, BindContext context, @Nullable Object result)
                    throws Exception {
                ConfigurationProperty property = context.getConfigurationProperty();
                if (property != null && property.getName().equals(name) && PREFIX.isAncestorOf(name)) {
                    check(property, result);
                }
                super.onFinish(name, target, context, result);
            }
        };
    }

    private static void check(ConfigurationProperty property, @Nullable Object result) {
        Object written = property.getValue();
        if (result == null
                && written instanceof CharSequence text
                && text.toString().isBlank()) {
            throw complaint(property, "has no value; give it one or remove it");
        }
        if (written instanceof Number number
                && (result instanceof Integer || result instanceof Long)
                && number.doubleValue() != ((Number) result).doubleValue()) {
            throw complaint(property, "must be a whole number, was " + number);
        }
    }

    private static InvalidPolicyException complaint(ConfigurationProperty property, String problem) {
        return new InvalidPolicyException(property.getName().toString().substring("guard.".length()), problem);
    }
}
