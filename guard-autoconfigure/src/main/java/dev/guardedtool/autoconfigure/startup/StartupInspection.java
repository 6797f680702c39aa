package dev.guardedtool.autoconfigure.startup;

import dev.guardedtool.autoconfigure.StartupChecks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.config.AopConfigUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Looks twice: at the types before any bean is made, since a proxy that cannot be made fails with a message that does
 * not help, and at the beans once they are there.
 */
final class StartupInspection implements BeanFactoryPostProcessor, SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(StartupInspection.class);

    private static final List<StartupCheck> OF_TYPES =
            List.of(new FinalClasses(), new UnreachableMethods(), new ReferenceParameters());

    private final StartupChecks mode;
    private final Set<Finding> known = new HashSet<>();
    private final ConfigurableListableBeanFactory beans;

    StartupInspection(Environment environment, ConfigurableListableBeanFactory beans) {
        this.mode = Binder.get(environment)
                .bind("guard.startup-checks", StartupChecks.class)
                .orElse(StartupChecks.FAIL);
        this.beans = beans;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
        if (beanFactory.containsBeanDefinition(AopConfigUtils.AUTO_PROXY_CREATOR_BEAN_NAME)) {
            inspect(OF_TYPES);
        }
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<StartupCheck> checks = new ArrayList<>(List.of(
                new AmbiguousNames(), new HiddenClasses(), new AnnotatedBeanMethods(beans), new Proxies(beans)));
        beans.getBeanProvider(StartupCheck.class).orderedStream().forEach(checks::add);
        if (beans.containsBeanDefinition(AopConfigUtils.AUTO_PROXY_CREATOR_BEAN_NAME)) {
            checks.addAll(OF_TYPES);
        }
        inspect(checks);
    }

    private void inspect(List<StartupCheck> checks) {
        if (mode == StartupChecks.OFF) {
            return;
        }
        List<ToolBean> tools = ToolBean.in(beans);
        List<Finding> fatal = new ArrayList<>();
        for (StartupCheck check : checks) {
            for (Finding finding : check.findings(tools)) {
                if (!known.add(finding)) {
                    continue;
                }
                if (finding.fatal() && mode == StartupChecks.FAIL) {
                    fatal.add(finding);
                } else {
                    log.warn("{}", finding);
                }
            }
        }
        if (!fatal.isEmpty()) {
            throw new StartupFindingsException(fatal);
        }
    }
}
