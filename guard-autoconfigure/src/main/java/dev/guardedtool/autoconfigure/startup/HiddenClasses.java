package dev.guardedtool.autoconfigure.startup;

import java.lang.reflect.Modifier;
import java.util.List;

/** Finds guarded classes that are not public. Their proxies are, which misleads Spring AI about its access to them. */
final class HiddenClasses implements StartupCheck {

    @Override
    public List<Finding> findings(List<ToolBean> tools) {
        return tools.stream()
                .filter(bean -> bean.isGuarded() && bean.methods().stream().anyMatch(HiddenClasses::hidden))
                .map(bean -> Finding.warning(
                        bean.type().getName() + " (bean '" + bean.name()
                                + "') has methods with @GuardedTool but is not public: a chat client that is no bean"
                                + " fails to call them.",
                        "Make the class public."))
                .toList();
    }

    private static boolean hidden(ToolMethod method) {
        return method.advertised()
                && method.is(Modifier.PUBLIC)
                && !Modifier.isPublic(method.method().getDeclaringClass().getModifiers());
    }
}
