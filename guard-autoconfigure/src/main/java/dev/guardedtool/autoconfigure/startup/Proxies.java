package dev.guardedtool.autoconfigure.startup;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/** Finds guarded beans that have no proxy with the guard, or one that offers their interfaces alone. */
public final class Proxies implements StartupCheck {

    private static final String ADVISOR = "guardedToolAdvisor";

    private final ConfigurableListableBeanFactory beans;

    Proxies(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    /** Whether the guard stands around the methods of that bean; empty while there is no instance of it. */
    public static Optional<Boolean> advised(String bean, ConfigurableListableBeanFactory beans) {
        if (!beans.containsSingleton(bean)) {
            return Optional.empty();
        }
        return Optional.of(beans.getBean(bean) instanceof Advised proxy
                && beans.containsBean(ADVISOR)
                && Arrays.asList(proxy.getAdvisors()).contains(beans.getBean(ADVISOR, Advisor.class)));
    }

    @Override
    public List<Finding> findings(List<ToolBean> tools) {
        return tools.stream()
                .filter(ToolBean::isGuarded)
                .filter(bean -> beans.containsSingleton(bean.name()))
                .flatMap(this::findings)
                .toList();
    }

    private Stream<Finding> findings(ToolBean bean) {
        if (AopUtils.isJdkDynamicProxy(beans.getBean(bean.name()))) {
            return bean.methods().stream()
                    .filter(method -> unreachable(method, bean))
                    .map(method -> Finding.fatal(
                            method + " cannot be called on the bean '" + bean.name()
                                    + "', whose proxy offers its interfaces alone.",
                            "Set spring.aop.proxy-target-class to true."));
        }
        if (advised(bean.name(), beans).orElse(true)) {
            return Stream.empty();
        }
        return Stream.of(Finding.warning(
                "The bean '" + bean.name() + "' has methods with @GuardedTool but no proxy: calls from Java are not"
                        + " guarded, those of a model are.",
                "Leave spring.aop.auto on, and do not have a bean post-processor need the bean."));
    }

    /** Spring AI calls the method of the class, which the proxy is no instance of, even where an interface has it. */
    private static boolean unreachable(ToolMethod method, ToolBean bean) {
        return method.advertised()
                || ClassUtils.getAllInterfacesForClassAsSet(bean.type()).stream()
                        .noneMatch(type -> ClassUtils.hasMethod(type, method.method()));
    }
}
