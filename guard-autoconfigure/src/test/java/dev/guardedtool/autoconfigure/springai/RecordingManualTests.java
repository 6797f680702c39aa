package dev.guardedtool.autoconfigure.springai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.GuardRecordingAutoConfiguration;
import dev.guardedtool.autoconfigure.aop.GuardAspectAutoConfiguration;
import dev.guardedtool.autoconfigure.springai.RecordedChatTests.Application;
import dev.guardedtool.autoconfigure.springai.RecordedChatTests.Shop;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel.Call;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ByteArrayResource;
import tools.jackson.databind.json.JsonMapper;

/** The example of {@code docs/recording.md} is what really comes out. */
class RecordingManualTests {

    private static final Path MANUAL = Path.of("../docs/recording.md");

    @TempDir
    private Path folder;

    @Test
    void theExampleIsWhatComesOut() throws IOException {
        Path file = folder.resolve("runs.jsonl");
        String yaml = block("yaml").replace("/var/log/app/runs.jsonl", file.toString());
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        AopAutoConfiguration.class,
                        ToolCallingAutoConfiguration.class,
                        ChatClientAutoConfiguration.class,
                        GuardAutoConfiguration.class,
                        GuardRecordingAutoConfiguration.class,
                        GuardSpringAiAutoConfiguration.class,
                        GuardAspectAutoConfiguration.class))
                .withUserConfiguration(Application.class)
                .withPropertyValues("spring.application.name=shop", "guard.secret-key=0123456789abcdef")
                .withInitializer(context -> {
                    try {
                        new YamlPropertySourceLoader()
                                .load("manual", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
                                .forEach(context.getEnvironment().getPropertySources()::addLast);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .run(context -> {
                    String refund = "{\"orderId\":\"A-1\",\"pin\":\"4711\"}";
                    context.getBean(ScriptedChatModel.class)
                            .using("gpt-x", 100, 20)
                            .saysAndCalls(
                                    "I look it up.",
                                    new Call("getOrder", "{\"orderId\":\"A-1\"}"),
                                    new Call("refund", refund))
                            .calls("refund", refund)
                            .says("Refunded.");
                    context.getBean(ChatClient.Builder.class)
                            .build()
                            .prompt("help")
                            .tools(context.getBean(Shop.class))
                            .call()
                            .content();
                });

        String recorded = Files.readString(file)
                .replaceAll("fp[0-9a-f]{12}", "fp…")
                .replaceAll("\\[redacted [0-9a-f]{12}]", "[redacted …]")
                .replaceAll("(\"run_id\":|\"closed_at\":)\"[^\"]*\"", "$1\"…\"");
        assertThat(JsonMapper.shared().readTree(recorded))
                .isEqualTo(JsonMapper.shared().readTree(block("json")));
    }

    private static String block(String language) throws IOException {
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(MANUAL));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }
}
