package dev.guardedtool.autoconfigure.mcp;

import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Guards the tools of MCP servers, of whichever kind: beans that are a specification or a list of them. */
final class ToolSpecificationPostProcessor implements BeanPostProcessor {

    private final ObjectProvider<McpGuard> guard;

    ToolSpecificationPostProcessor(ObjectProvider<McpGuard> guard) {
        this.guard = guard;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (Specifications.isSpecification(bean)) {
            return Specifications.guarded(bean, guard.getObject());
        }
        if (bean instanceof List<?> list && list.stream().anyMatch(Specifications::isSpecification)) {
            return guarded(list);
        }
        return bean;
    }

    /** The same list where it can be changed, since its type may be a promise. */
    @SuppressWarnings("unchecked")
    private List<?> guarded(List<?> list) {
        McpGuard server = guard.getObject();
        List<Object> specifications = (List<Object>) list;
        try {
            specifications.replaceAll(specification -> Specifications.guarded(specification, server));
            return specifications;
        } catch (UnsupportedOperationException e) {
            List<Object> copy = new ArrayList<>(list);
            copy.replaceAll(specification -> Specifications.guarded(specification, server));
            return copy;
        }
    }
}
