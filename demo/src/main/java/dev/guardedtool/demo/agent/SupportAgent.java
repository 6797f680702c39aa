package dev.guardedtool.demo.agent;

import dev.guardedtool.demo.script.Scenario;
import dev.guardedtool.demo.script.ScriptedChatModel;
import dev.guardedtool.demo.shop.SupportTools;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** A plain Spring AI agent. Nothing in it knows of the guard. */
@Component
public class SupportAgent {

    private final ChatClient client;

    SupportAgent(ChatClient.Builder builder, SupportTools tools) {
        this.client = builder.defaultSystem(
                        "You are the support agent of a shop. Use the tools to find out and to act. "
                                + "When you are done, send the customer a reply and sum up what you did.")
                .defaultTools(tools)
                .build();
    }

    /** Serves the customer of that scenario in one turn; null if the model said nothing at all. */
    public @Nullable ChatResponse serve(Scenario scenario, String message) {
        return request(scenario, message).call().chatResponse();
    }

    /** The same, in pieces. */
    public Flux<String> stream(Scenario scenario, String message) {
        return request(scenario, message).stream().content();
    }

    private ChatClient.ChatClientRequestSpec request(Scenario scenario, String message) {
        return client.prompt()
                .options(ChatOptions.builder().model(ScriptedChatModel.playing(scenario)))
                .user("Customer " + scenario.customer() + " writes: " + message);
    }
}
