package dev.guardedtool.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.ResolvableType;

/**
 * The names that may stand at one place below {@code guard}, as the records of the properties have them.
 *
 * @param place where, such as {@code guard.tools.refund}
 * @param names what may stand there
 * @param unknown what stands there instead
 */
record PropertyNames(String place, List<String> names, String unknown) {

    /** The place where that name leaves the known ones; empty if it does so below a plain value. */
    static Optional<PropertyNames> around(ConfigurationPropertyName name) {
        ResolvableType type = ResolvableType.forClass(GuardProperties.class);
        for (int i = 1; i < name.getNumberOfElements(); i++) {
            String element = name.getElement(i, Form.ORIGINAL);
            if (Map.class.isAssignableFrom(type.toClass())) {
                type = type.asMap().getGeneric(1);
                continue;
            }
            if (List.class.isAssignableFrom(type.toClass()) && name.isNumericIndex(i)) {
                type = type.as(List.class).getGeneric(0);
                continue;
            }
            if (!type.toClass().isRecord()) {
                return Optional.empty();
            }
            RecordComponent[] components = type.toClass().getRecordComponents();
            ResolvableType next = componentType(components, element);
            if (next == null) {
                List<String> names =
                        Arrays.stream(components).map(PropertyNames::dashed).toList();
                return Optional.of(new PropertyNames(name.chop(i).toString(), names, element));
            }
            type = next;
        }
        return Optional.empty();
    }

    /** The name that was probably meant. */
    Optional<String> nearest() {
        return NearestName.of(unknown, names).map(name -> place + "." + name);
    }

    private static @Nullable ResolvableType componentType(RecordComponent[] components, String element) {
        for (RecordComponent component : components) {
            if (NearestName.uniform(component.getName()).equals(NearestName.uniform(element))) {
                return ResolvableType.forMethodReturnType(component.getAccessor());
            }
        }
        return null;
    }

    private static String dashed(RecordComponent component) {
        return DataObjectPropertyName.toDashedForm(component.getName());
    }
}
