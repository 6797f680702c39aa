package dev.guardedtool.autoconfigure.aop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardedTool;
import dev.guardedtool.Principal;
import dev.guardedtool.ToolName;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.PrincipalResolver;
import dev.guardedtool.autoconfigure.springai.GuardSpringAiAutoConfiguration;
import dev.guardedtool.autoconfigure.test.RecordedEvents;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel;
import dev.guardedtool.engine.CallFrame;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

/** A guarded method that Spring carries out on another thread is decided once, and for its caller. */
class AsynchronousMethodTests {

    private static final ThreadLocal<String> USER = new ThreadLocal<>();

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    AopAutoConfiguration.class,
                    ToolCallingAutoConfiguration.class,
                    ChatClientAutoConfiguration.class,
                    GuardAutoConfiguration.class,
                    GuardSpringAiAutoConfiguration.class,
                    GuardAspectAutoConfiguration.class))
            .withUserConfiguration(Application.class)
            .withPropertyValues("guard.secret-key=0123456789abcdef");

    @Test
    void aCallOfAModelIsDecidedOnce() {
        contexts.run(context -> {
            Mails mails = context.getBean(Mails.class);
            context.getBean(ScriptedChatModel.class)
                    .calls("mail", "{\"to\":\"a\"}")
                    .says("sent");

            context.getBean(ChatClient.Builder.class)
                    .build()
                    .prompt("go")
                    .tools(mails)
                    .call()
                    .content();
            String run = mails.sent().get(1, TimeUnit.MINUTES);

            assertThat(decided(context.getBean(RecordedEvents.class)))
                    .singleElement()
                    .satisfies(event -> assertThat(event.runId()).isEqualTo(run));
        });
    }

    @Test
    void aCallFromJavaIsDecidedOnceForItsCaller() {
        contexts.run(context -> {
            Mails mails = context.getBean(Mails.class);
            USER.set("alice");
            try {
                mails.mail("b");
            } finally {
                USER.remove();
            }
            mails.sent().get(1, TimeUnit.MINUTES);

            assertThat(decided(context.getBean(RecordedEvents.class))).hasSize(1);
            assertThat(mails.principals()).containsExactly("alice");
        });
    }

    private static List<GuardEvent.Decided> decided(RecordedEvents events) {
        return events.all().stream()
                .filter(GuardEvent.Decided.class::isInstance)
                .map(GuardEvent.Decided.class::cast)
                .filter(event -> event.tool().equals(ToolName.of("mail")))
                .toList();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    static class Application {

        @Bean
        RecordedEvents events() {
            return new RecordedEvents();
        }

        @Bean
        ScriptedChatModel chatModel() {
            return new ScriptedChatModel();
        }

        @Bean
        TaskExecutor taskExecutor() {
            return new SimpleAsyncTaskExecutor();
        }

        @Bean
        PrincipalResolver principalResolver() {
            return () -> USER.get() == null ? null : Principal.of(USER.get());
        }

        @Bean
        Mails mails() {
            return new Mails();
        }
    }

    public static class Mails {

        private final CompletableFuture<String> sent = new CompletableFuture<>();
        private final List<String> principals = new CopyOnWriteArrayList<>();

        @Tool(description = "sends a mail")
        @GuardedTool
        @Async
        public void mail(String to) {
            CallFrame frame = Objects.requireNonNull(CallFrame.current());
            principals.add(frame.run().context().principal().name());
            sent.complete(frame.run().runId());
        }

        CompletableFuture<String> sent() {
            return sent;
        }

        List<String> principals() {
            return principals;
        }
    }
}
