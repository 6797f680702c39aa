package dev.guardedtool.autoconfigure.springai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel;
import dev.guardedtool.check.GuardModule;
import dev.guardedtool.check.TextCheck;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A text that the guard does not accept is put to the model again with an instruction, a few times at most. */
class TextAskedAgainTests {

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ToolCallingAutoConfiguration.class,
                    ChatClientAutoConfiguration.class,
                    GuardAutoConfiguration.class,
                    GuardSpringAiAutoConfiguration.class))
            .withPropertyValues("guard.secret-key=0123456789abcdef0123456789abcdef")
            .withBean(ScriptedChatModel.class)
            .withBean(NoBlame.class);

    @Test
    void theModelIsAskedAgainUntilItsTextIsAccepted() {
        contexts.run(context -> {
            ScriptedChatModel model = context.getBean(ScriptedChatModel.class);
            model.says("The depot is to blame.").says("You are to blame.").says("It arrives tomorrow.");

            String said = ask(context.getBean(ChatClient.Builder.class));

            assertThat(said).isEqualTo("It arrives tomorrow.");
            assertThat(model.prompts())
                    .extracting(prompt -> prompt.getInstructions().size())
                    .containsExactly(1, 3, 5);
        });
    }

    @Test
    void itIsNotAskedForEver() {
        contexts.run(context -> {
            ScriptedChatModel model = context.getBean(ScriptedChatModel.class)
                    .otherwise(prompt -> ScriptedChatModel.text("You are to blame."));

            ask(context.getBean(ChatClient.Builder.class));

            assertThat(model.prompts()).hasSize(4);
        });
    }

    private static String ask(ChatClient.Builder builder) {
        return builder.build().prompt("Where is it?").call().content();
    }

    static class NoBlame implements GuardModule {

        @Override
        public String name() {
            return "blame";
        }

        @Override
        public List<TextCheck> textChecks() {
            return List.of(
                    (run, text) -> text.contains("blame") ? Decision.rewrite(Explanation.of(() -> "blame")) : null);
        }
    }
}
