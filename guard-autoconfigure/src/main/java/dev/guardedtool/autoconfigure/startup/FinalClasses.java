package dev.guardedtool.autoconfigure.startup;

import java.lang.reflect.Modifier;
import java.util.List;

/** Finds guarded classes that cannot have a subclass, and so no proxy. */
final class FinalClasses implements StartupCheck {

    @Override
    public List<Finding> findings(List<ToolBean> tools) {
        return tools.stream()
                .filter(bean -> bean.isGuarded() && Modifier.isFinal(bean.type().getModifiers()))
                .map(bean -> Finding.fatal(
                        bean.type().getName() + " (bean '" + bean.name()
                                + "') has methods with @GuardedTool but is final: no proxy can stand in front of it.",
                        bean.type().isRecord()
                                ? "Make it a class; records are final."
                                : "Remove 'final'; in Kotlin, make the class and its tools open."))
                .toList();
    }
}
