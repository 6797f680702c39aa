package dev.guardedtool.autoconfigure.springai;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.DefaultChatClient;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Gives the guard's advisors to chat clients that are beans but were not built by the builder that has them. */
final class ChatClientPostProcessor implements BeanPostProcessor {

    private final ObjectProvider<GuardAdvisors> advisors;

    ChatClientPostProcessor(ObjectProvider<GuardAdvisors> advisors) {
        this.advisors = advisors;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof ChatClient client
                && client.prompt() instanceof DefaultChatClient.DefaultChatClientRequestSpec spec
                && spec.getAdvisors().stream().noneMatch(TurnAdvisor.class::isInstance)) {
            ChatClient.Builder builder = client.mutate();
            advisors.getObject().addTo(builder);
            return builder.build();
        }
        return bean;
    }
}
