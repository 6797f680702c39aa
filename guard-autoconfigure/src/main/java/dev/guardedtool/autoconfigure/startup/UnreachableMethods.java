package dev.guardedtool.autoconfigure.startup;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds methods that no proxy can stand around. On a guarded bean a private or final one runs on the proxy itself, whose
 * fields are null, and past the guard.
 */
final class UnreachableMethods implements StartupCheck {

    @Override
    public List<Finding> findings(List<ToolBean> tools) {
        List<Finding> findings = new ArrayList<>();
        for (ToolBean bean : tools) {
            if (bean.isGuarded() && !Modifier.isFinal(bean.type().getModifiers())) {
                bean.methods().stream()
                        .filter(method -> !method.canBeAdvised())
                        .filter(method -> method.guarded() || !method.is(Modifier.STATIC))
                        .map(UnreachableMethods::finding)
                        .forEach(findings::add);
            }
        }
        return findings;
    }

    private static Finding finding(ToolMethod method) {
        if (method.is(Modifier.STATIC)) {
            return Finding.fatal(
                    method + " carries @GuardedTool but is static: nothing can stand around it.",
                    "Make it a method of the bean.");
        }
        return Finding.fatal(
                method + " is " + (method.is(Modifier.PRIVATE) ? "private" : "final")
                        + ": it would run on the proxy of its class, past the guard and with null fields.",
                "Make it public and not final.");
    }
}
