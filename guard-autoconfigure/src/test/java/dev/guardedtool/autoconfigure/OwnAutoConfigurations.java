package dev.guardedtool.autoconfigure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.util.ClassUtils;

/** The auto-configurations that the module registers. */
final class OwnAutoConfigurations {

    private OwnAutoConfigurations() {}

    static List<Class<?>> all() {
        ClassLoader loader = OwnAutoConfigurations.class.getClassLoader();
        return ImportCandidates.load(AutoConfiguration.class, loader).getCandidates().stream()
                .filter(name -> name.startsWith("dev.guardedtool."))
                .<Class<?>>map(name -> ClassUtils.resolveClassName(name, loader))
                .toList();
    }

    /** Those, and others beside them. */
    static AutoConfigurations with(Class<?>... others) {
        List<Class<?>> all = new ArrayList<>(all());
        all.addAll(Arrays.asList(others));
        return AutoConfigurations.of(all.toArray(Class<?>[]::new));
    }
}
