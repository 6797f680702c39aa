package dev.guardedtool.autoconfigure.springai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.EscalationPacket;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardEventListener;
import dev.guardedtool.GuardReason;
import dev.guardedtool.GuardedTool;
import dev.guardedtool.ToolName;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.aop.GuardAspectAutoConfiguration;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Phase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** A guarded method that a tool calls may need a person: then the whole loop ends, not only the tool. */
class InnerDecisionEndsLoopTests {

    @ParameterizedTest
    @CsvSource({"escalate,false", "escalate,true", "hold,false", "hold,true"})
    void theTurnEndsWithTheInnerDecision(String decision, boolean streaming) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        AopAutoConfiguration.class,
                        ToolCallingAutoConfiguration.class,
                        ChatClientAutoConfiguration.class,
                        GuardAutoConfiguration.class,
                        GuardSpringAiAutoConfiguration.class,
                        GuardAspectAutoConfiguration.class))
                .withBean(ScriptedChatModel.class)
                .withBean(Bank.class)
                .withBean(Results.class)
                .withBean(GuardCheck.class, () -> new PersonNeeded(decision))
                .withPropertyValues("guard.secret-key=0123456789abcdef0123456789abcdef")
                .run(context -> {
                    ScriptedChatModel model = context.getBean(ScriptedChatModel.class);
                    model.calls("pay", "{\"id\":\"1\"}").says("never reached");

                    ChatResponse response = ask(context, streaming);

                    assertThat(response.getResult().getMetadata().getFinishReason())
                            .isEqualTo("guard_" + decision);
                    Decision given = response.getResult().getMetadata().get(GuardContextKeys.DECISION);
                    assertThat(given.type().code()).isEqualTo(decision);
                    assertThat(model.prompts()).hasSize(1);
                    assertThat(context.getBean(Results.class).failed).containsExactly(ToolName.of("pay"));
                });
    }

    private static ChatResponse ask(ApplicationContext context, boolean streaming) {
        ChatClient.ChatClientRequestSpec request = context.getBean(ChatClient.Builder.class)
                .build()
                .prompt("pay")
                .tools(new Assistant(context.getBean(Bank.class)));
        return streaming
                ? request.stream().chatResponse().blockLast()
                : request.call().chatResponse();
    }

    record Assistant(Bank bank) {

        @Tool(description = "Pay a bill")
        public String pay(String id) {
            return bank.transfer(id);
        }
    }

    static class Bank {

        @GuardedTool
        public String transfer(String id) {
            return "transferred " + id;
        }
    }

    record PersonNeeded(String decision) implements GuardCheck {

        @Override
        public int order() {
            return Phase.RISK.at(0);
        }

        @Override
        public @Nullable Decision check(CallView call) {
            if (!call.tool().value().equals("transfer")) {
                return null;
            }
            Explanation why = Explanation.of(GuardReason.POLICY_HUMAN_APPROVAL_REQUIRED);
            return decision.equals("hold")
                    ? new Decision.Hold(why, "ticket-1")
                    : new Decision.Escalate(why, new EscalationPacket("payments", "a transfer", List.of(), List.of()));
        }
    }

    static class Results implements GuardEventListener {

        final List<ToolName> failed = new CopyOnWriteArrayList<>();

        @Override
        public void onEvent(GuardEvent event) {
            if (event instanceof GuardEvent.Recorded recorded && !recorded.ok()) {
                failed.add(recorded.tool());
            }
        }
    }
}
