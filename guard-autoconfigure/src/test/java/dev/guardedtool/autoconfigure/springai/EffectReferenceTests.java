package dev.guardedtool.autoconfigure.springai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.function.FunctionToolCallback;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A tool whose effect happens at most once is told by which name the system behind it may know the effect. */
class EffectReferenceTests {

    private final List<Map<String, Object>> told = new ArrayList<>();
    private final ScriptedChatModel model = new ScriptedChatModel();

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ToolCallingAutoConfiguration.class,
                    ChatClientAutoConfiguration.class,
                    GuardAutoConfiguration.class,
                    GuardSpringAiAutoConfiguration.class))
            .withBean(ScriptedChatModel.class, () -> model)
            .withPropertyValues(
                    "guard.secret-key=0123456789abcdef0123456789abcdef",
                    "guard.tools.refund.effect=once",
                    "guard.tools.refund.key=#orderId",
                    "guard.tools.cancel.effect=once",
                    "guard.tools.cancel.key=#orderId",
                    "guard.tools.look.effect=read");

    private ToolCallback tool(String name) {
        return FunctionToolCallback.builder(name, (Map<String, Object> input, ToolContext context) -> {
                    told.add(context.getContext());
                    return "done";
                })
                .description(name)
                .inputType(Map.class)
                .build();
    }

    private Object reference(int call) {
        return told.get(call).get(GuardContextKeys.EFFECT_REFERENCE);
    }

    private void ask() {
        application.run(context -> {
            model.calls("refund", "{\"orderId\":\"A-1\"}")
                    .calls("refund", "{\"orderId\":\"A-2\"}")
                    .calls("cancel", "{\"orderId\":\"A-1\"}")
                    .calls("look", "{\"orderId\":\"A-1\"}")
                    .says("ok");
            context.getBean(ChatClient.Builder.class)
                    .build()
                    .prompt("refund it")
                    .tools(tool("refund"), tool("cancel"), tool("look"))
                    .toolContext(Map.of("customer", "C-7", GuardContextKeys.EFFECT_REFERENCE, "forged"))
                    .call()
                    .content();
        });
    }

    @Test
    void anEffectHasOneNameInAllInstancesAndNoOtherEffectHasIt() {
        ask();
        ask();

        assertThat(told).hasSize(8).allSatisfy(seen -> assertThat(seen).containsEntry("customer", "C-7"));
        assertThat(reference(0)).asString().matches("[0-9a-f]{64}");
        assertThat(List.of(reference(0), reference(1), reference(2))).doesNotHaveDuplicates();
        assertThat(List.of(reference(4), reference(5), reference(6)))
                .containsExactly(reference(0), reference(1), reference(2));
        assertThat(told.get(3)).doesNotContainKey(GuardContextKeys.EFFECT_REFERENCE);
    }
}
