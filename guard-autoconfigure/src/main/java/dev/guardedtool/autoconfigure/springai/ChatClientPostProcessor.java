package dev.guardedtool.autoconfigure.springai;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.DefaultChatClient;
import org.springframework.ai.chat.client.DefaultChatClientBuilder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Gives the guard's advisors to chat clients, and builders of them, that are beans but do not have them yet. */
final class ChatClientPostProcessor implements BeanPostProcessor {

    private final ObjectProvider<GuardAdvisors> advisors;

    ChatClientPostProcessor(ObjectProvider<GuardAdvisors> advisors) {
        this.advisors = advisors;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof ChatClient client && isBare(client)) {
            ChatClient.Builder builder = client.mutate();
            advisors.getObject().addTo(builder);
            return builder.build();
        }
        if (bean instanceof DefaultChatClientBuilder builder
                && isBare(builder.clone().build())) {
            advisors.getObject().addTo(builder);
        }
        return bean;
    }

    private static boolean isBare(ChatClient client) {
        return client.prompt() instanceof DefaultChatClient.DefaultChatClientRequestSpec spec
                && spec.getAdvisors().stream().noneMatch(TurnAdvisor.class::isInstance);
    }
}
