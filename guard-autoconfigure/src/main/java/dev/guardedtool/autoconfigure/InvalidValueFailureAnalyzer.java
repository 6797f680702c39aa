package dev.guardedtool.autoconfigure;

import dev.guardedtool.Mode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionException;
import org.springframework.util.unit.DataSize;

/** Says what a property of the guard may be set to, where its value cannot be read at all. */
@Order(0)
final class InvalidValueFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("guard");

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable root, BindException cause) {
        if (!PREFIX.isAncestorOf(cause.getName()) || !(cause.getCause() instanceof ConversionException)) {
            return null;
        }
        String name = cause.getName().toString();
        return new FailureAnalysis(
                name + " cannot be " + value(cause.getProperty()) + ".",
                "Set " + name + " to " + expected(cause.getTarget().getType().toClass(), name) + ".",
                cause);
    }

    private static String value(@Nullable ConfigurationProperty property) {
        if (property == null) {
            return "a single value";
        }
        String origin = property.getOrigin() == null ? "" : " (" + property.getOrigin() + ")";
        return "'" + property.getValue() + "'" + origin;
    }

    private static String expected(Class<?> type, String name) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(value -> value != Mode.INHERIT || !name.equals("guard.mode"))
                    .map(value ->
                            ((Enum<?>) value).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type == Integer.class || type == Long.class) {
            return "a whole number";
        }
        if (Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (type == Duration.class) {
            return "a duration such as 30s";
        }
        if (type == DataSize.class) {
            return "a size such as 64MB";
        }
        return type == Pattern.class ? "a regular expression" : "several properties below it";
    }
}
