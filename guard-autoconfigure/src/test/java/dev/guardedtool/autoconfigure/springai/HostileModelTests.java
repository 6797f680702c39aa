package dev.guardedtool.autoconfigure.springai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardEventListener;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Whatever a model sends as arguments, the caller sees no exception and no call runs undecided. */
class HostileModelTests {

    private static final int MEGABYTES = 10 * 1024 * 1024;

    static Stream<Arguments> hostileArguments() {
        return Stream.of(
                Arguments.of("lone surrogate", "{\"a\":\"\ud800\"}", false),
                Arguments.of("escaped lone surrogate", "{\"a\":\"\\ud800\"}", false),
                Arguments.of("NaN", "{\"a\":NaN}", false),
                Arguments.of("Infinity", "{\"a\":-Infinity}", false),
                Arguments.of("10,000 levels", "{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}", false),
                Arguments.of("10 MB", "{\"a\":\"" + "x".repeat(MEGABYTES) + "\"}", false),
                Arguments.of("duplicate keys", "{\"a\":1,\"a\":2}", false),
                Arguments.of("not JSON", "please refund it", false),
                Arguments.of("cut off", "{\"a\":", false),
                Arguments.of("two values", "{} {}", false),
                Arguments.of("10,000 digits", "{\"a\":" + "9".repeat(10_000) + "}", false),
                Arguments.of("huge exponent", "{\"a\":1e999999999}", true),
                Arguments.of("control characters", "{\"a\":\"\u0000\"}", false),
                Arguments.of("empty", "", true),
                Arguments.of("blank", "   ", true),
                Arguments.of("array", "[1,2]", true),
                Arguments.of("text", "\"x\"", true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileArguments")
    void isDecidedAndNeverThrows(String name, String arguments, boolean runs) {
        Recorder recorder = new Recorder();
        ScriptedChatModel model =
                new ScriptedChatModel().calls("anything", arguments).says("done");
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ToolCallingAutoConfiguration.class,
                        ChatClientAutoConfiguration.class,
                        GuardAutoConfiguration.class,
                        GuardSpringAiAutoConfiguration.class))
                .withBean(ScriptedChatModel.class, () -> model)
                .withBean(Recorder.class, () -> recorder)
                .withPropertyValues("guard.secret-key=0123456789abcdef0123456789abcdef")
                .run(context -> {
                    String answer = context.getBean(ChatClient.Builder.class)
                            .build()
                            .prompt("help")
                            .tools(recorder)
                            .call()
                            .content();

                    assertThat(answer).isEqualTo("done");
                    assertThat(recorder.decisions).hasSize(1);
                    assertThat(recorder.decisions.get(0).decision().allowed()).isEqualTo(runs);
                    assertThat(recorder.bodies).hasSize(runs ? 1 : 0);
                });
    }

    /** A tool that takes any text, and the listener that saw it decided. */
    static class Recorder implements ToolCallback, GuardEventListener {

        final List<String> bodies = new CopyOnWriteArrayList<>();
        final List<GuardEvent.Decided> decisions = new CopyOnWriteArrayList<>();

        @Override
        public ToolDefinition getToolDefinition() {
            return ToolDefinition.builder()
                    .name("anything")
                    .description("takes anything")
                    .inputSchema("{}")
                    .build();
        }

        @Override
        public String call(String toolInput) {
            bodies.add(toolInput);
            return "ok";
        }

        @Override
        public String call(String toolInput, ToolContext toolContext) {
            return call(toolInput);
        }

        @Override
        public void onEvent(GuardEvent event) {
            if (event instanceof GuardEvent.Decided decided) {
                decisions.add(decided);
            }
        }
    }
}
