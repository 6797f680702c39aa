package dev.guardedtool.autoconfigure.security;

import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.aop.GuardAspectAutoConfiguration;
import dev.guardedtool.autoconfigure.springai.GuardSpringAiAutoConfiguration;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Applications with Spring AI, Spring Security and the guard. */
final class Contexts {

    private Contexts() {}

    static ApplicationContextRunner runner() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        AopAutoConfiguration.class,
                        ToolCallingAutoConfiguration.class,
                        ChatClientAutoConfiguration.class,
                        GuardAutoConfiguration.class,
                        GuardSecurityAutoConfiguration.class,
                        GuardSpringAiAutoConfiguration.class,
                        GuardAspectAutoConfiguration.class))
                .withBean(ScriptedChatModel.class)
                .withBean(RunLog.class)
                .withPropertyValues(
                        "guard.secret-key=0123456789abcdef0123456789abcdef", "spring.application.name=support");
    }
}
