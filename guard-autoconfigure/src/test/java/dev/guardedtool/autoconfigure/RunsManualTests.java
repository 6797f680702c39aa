package dev.guardedtool.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guardedtool.GuardReason;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.autoconfigure.springai.GuardContextKeys;
import dev.guardedtool.autoconfigure.springai.GuardSpringAiAutoConfiguration;
import dev.guardedtool.autoconfigure.test.RecordedEvents;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.engine.NestedRunException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What {@code docs/spring-ai.md} shows of runs that are required. */
class RunsManualTests {

    private static final String PAGE = "spring-ai.md";
    private static final ToolCall SEND = ToolCall.of("send_mail", "{}");

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ToolCallingAutoConfiguration.class,
                    ChatClientAutoConfiguration.class,
                    GuardAutoConfiguration.class,
                    GuardSpringAiAutoConfiguration.class))
            .withBean(ScriptedChatModel.class)
            .withBean(RecordedEvents.class)
            .withPropertyValues("guard.secret-key=a key of sixteen bytes");

    @TempDir
    Path folder;

    @Test
    void theConfigurationRefusesWhatItSays() throws IOException {
        context.withInitializer(Yaml.of(Manual.configuration(PAGE, "runs:"))).run(application -> {
            Guard guard = application.getBean(Guard.class);

            assertThat(guard.openStray(RunContext.anonymous()).check(SEND).reason())
                    .isEqualTo(GuardReason.RUN_MISSING);
            try (GuardRun run = guard.open(RunContext.anonymous())) {
                assertThatThrownBy(() -> guard.open(RunContext.anonymous().withParentRunId(run.runId())))
                        .isInstanceOf(NestedRunException.class);
                for (int i = 0; i < 3; i++) {
                    String arguments = "{\"to\":" + i + "}";
                    assertThat(run.call(ToolCall.of("send_mail", arguments), sent -> "sent " + sent)
                                    .executed())
                            .isTrue();
                }
                assertThat(run.check(SEND).reason()).isEqualTo(GuardReason.MAX_ATTEMPTS);
            }
        });
    }

    @Test
    void theToolThatPassesItsRunOnAsksItsModelInIt() throws Exception {
        String code = Manual.code(PAGE, "callers.run()").replace("GuardContextKeys", GuardContextKeys.class.getName());
        Class<?> type = CompiledCode.in(folder)
                .type(
                        "Researcher",
                        "public " + ChatClient.class.getName() + " client;\n" + "public " + Callers.class.getName()
                                + " callers;\n" + code);
        context.withInitializer(Yaml.of(Manual.configuration(PAGE, "runs:"))).run(application -> {
            Object researcher = type.getConstructor().newInstance();
            ChatClient client = application.getBean(ChatClient.Builder.class).build();
            type.getField("client").set(researcher, client);
            type.getField("callers").set(researcher, application.getBean(Callers.class));
            application
                    .getBean(ScriptedChatModel.class)
                    .calls("research", "{\"topic\":\"parcels\"}")
                    .says("found")
                    .says("done");

            assertThat(client.prompt("go").tools(researcher).call().content()).isEqualTo("done");

            assertThat(application.getBean(RecordedEvents.class).runs()).hasSize(1);
            assertThat(application.getBean(ScriptedChatModel.class).lastToolResponses())
                    .containsExactly("\"found\"");
        });
    }
}
