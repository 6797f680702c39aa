package dev.guardedtool.autoconfigure.springai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.GuardEvent;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.test.RecordedEvents;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.advisor.ToolCallingAdvisor;
import org.springframework.ai.chat.client.advisor.api.CallAdvisorChain;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisorChain;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.ai.support.ToolCallbacks;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.toolsearch.ToolSearchTool;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tool search: a request shows one tool that searches for tools, and those that were found afterwards. Spring AI reads
 * the answer of that tool, so it must stay a list of names whatever the guard says.
 */
class ToolSearchTests {

    private final ScriptedChatModel model = new ScriptedChatModel();
    private final RecordedEvents events = new RecordedEvents();
    private final Desk desk = new Desk();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theSearchAndWhatItFindsAreDecidedOnce(boolean streaming) {
        model.calls("toolSearchTool", "{\"query\":\"wire\"}")
                .calls("wire", "{\"id\":\"1\"}")
                .says("done");

        String text = ask(streaming);

        assertThat(text).isEqualTo("done");
        assertThat(desk.ran).containsExactly("wire 1");
        assertThat(decided()).containsExactly("toolSearchTool allow", "wire allow");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aToolThatWasNotFoundYetIsRefused(boolean streaming) {
        model.calls("wire", "{\"id\":\"1\"}").says("done");

        String text = ask(streaming);

        assertThat(text).isEqualTo("done");
        assertThat(desk.ran).isEmpty();
        assertThat(decided()).containsExactly("wire block");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRefusedSearchFindsNothingAndTheReasonRidesOnTheNextAnswer(boolean streaming) {
        model.calls("toolSearchTool", "{\"query\":\"wire\"}")
                .calls("toolSearchTool", "{\"query\":\"read\"}")
                .calls("wire", "{\"id\":\"1\"}")
                .says("done");

        String text = ask(streaming, "guard.tools.toolSearchTool.max-calls=1");

        assertThat(text).isEqualTo("done");
        assertThat(desk.ran).containsExactly("wire 1");
        assertThat(decided()).containsExactly("toolSearchTool allow", "toolSearchTool rewrite", "wire allow");
        assertThat(model.lastToolResponses())
                .last()
                .asString()
                .contains("wired")
                .contains("[guard]");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRepeatedSearchIsAnsweredWithWhatItFound(boolean streaming) {
        model.calls("toolSearchTool", "{\"query\":\"wire\"}")
                .calls("toolSearchTool", "{\"query\":\"wire\"}")
                .calls("toolSearchTool", "{\"query\":\"wire\"}")
                .calls("wire", "{\"id\":\"1\"}")
                .says("done");

        String text = ask(streaming);

        assertThat(text).isEqualTo("done");
        assertThat(desk.ran).containsExactly("wire 1");
        assertThat(decided())
                .containsExactly("toolSearchTool allow", "toolSearchTool allow", "toolSearchTool cache", "wire allow");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whereUnguardedToolsAreRefusedTheSearchAndWhatItFindsAreNot(boolean streaming) {
        model.calls("toolSearchTool", "{\"query\":\"wire\"}")
                .calls("wire", "{\"id\":\"1\"}")
                .says("done");

        String text = ask(streaming, "guard.unguarded-tools=fail");

        assertThat(text).isEqualTo("done");
        assertThat(desk.ran).containsExactly("wire 1");
    }

    private List<String> decided() {
        return events.all().stream()
                .filter(GuardEvent.Decided.class::isInstance)
                .map(GuardEvent.Decided.class::cast)
                .map(decided -> decided.tool() + " " + decided.decision().type().code())
                .toList();
    }

    private String ask(boolean streaming, String... properties) {
        String[] text = new String[1];
        run(properties, (context, advisor) -> {
            ChatClient.ChatClientRequestSpec request = context.getBean(ChatClient.Builder.class)
                    .build()
                    .prompt("go")
                    .advisors(advisor)
                    .tools(desk);
            text[0] = streaming
                    ? String.join("", request.stream().content().collectList().block())
                    : request.call().content();
        });
        return text[0];
    }

    private void run(String[] properties, BiConsumer<ApplicationContext, SearchingAdvisor> test) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ToolCallingAutoConfiguration.class,
                        ChatClientAutoConfiguration.class,
                        GuardAutoConfiguration.class,
                        GuardSpringAiAutoConfiguration.class))
                .withBean(ScriptedChatModel.class, () -> model)
                .withBean(RecordedEvents.class, () -> events)
                .withPropertyValues("guard.secret-key=0123456789abcdef0123456789abcdef")
                .withPropertyValues(properties)
                .withBean(ObservationRegistry.class, ObservationRegistry::create)
                .run(context -> {
                    model.observedBy(context.getBean(ObservationRegistry.class));
                    test.accept(context, new SearchingAdvisor(context.getBean(ToolCallingManager.class)));
                });
    }

    /** Shows the search and what was found so far, the way Spring AI's advisor for it does. */
    private static final class SearchingAdvisor extends ToolCallingAdvisor {

        private static final String ALL = SearchingAdvisor.class.getName();

        SearchingAdvisor(ToolCallingManager manager) {
            super(manager, response -> response != null && response.hasToolCalls(), HIGHEST_PRECEDENCE + 300, true);
        }

        @Override
        protected ChatClientRequest doInitializeLoop(ChatClientRequest request, CallAdvisorChain chain) {
            return initialized(request);
        }

        @Override
        protected ChatClientRequest doInitializeLoopStream(ChatClientRequest request, StreamAdvisorChain chain) {
            return initialized(request);
        }

        @Override
        protected ChatClientRequest doBeforeCall(ChatClientRequest request, CallAdvisorChain chain) {
            return prepared(request);
        }

        @Override
        protected ChatClientRequest doBeforeStream(ChatClientRequest request, StreamAdvisorChain chain) {
            return prepared(request);
        }

        private static ChatClientRequest initialized(ChatClientRequest request) {
            Map<String, ToolCallback> all = new HashMap<>();
            ToolCallingChatOptions options =
                    (ToolCallingChatOptions) request.prompt().getOptions();
            options.getToolCallbacks()
                    .forEach(callback -> all.put(callback.getToolDefinition().name(), callback));
            request.context().put(ALL, all);
            return request;
        }

        @SuppressWarnings("unchecked")
        private static ChatClientRequest prepared(ChatClientRequest request) {
            Map<String, ToolCallback> all =
                    (Map<String, ToolCallback>) request.context().get(ALL);
            List<ToolCallback> shown = new ArrayList<>(List.of(ToolCallbacks.from(new ToolSearchTool(all.keySet()))));
            found(request.prompt().getInstructions()).forEach(name -> shown.add(all.get(name)));
            ToolCallingChatOptions options =
                    (ToolCallingChatOptions) request.prompt().getOptions();
            return request.mutate()
                    .prompt(request.prompt()
                            .mutate()
                            .chatOptions(options.mutate().toolCallbacks(shown).build())
                            .build())
                    .build();
        }

        private static Set<String> found(List<Message> messages) {
            Set<String> names = new HashSet<>();
            for (Message message : messages) {
                if (message instanceof ToolResponseMessage answers) {
                    answers.getResponses().stream()
                            .filter(answer -> answer.name().equals("toolSearchTool"))
                            .forEach(answer -> names.addAll(JsonMapper.shared()
                                    .readValue(answer.responseData(), new TypeReference<List<String>>() {})));
                }
            }
            return names;
        }
    }

    static class Desk {

        final List<String> ran = new CopyOnWriteArrayList<>();

        @Tool(description = "read")
        String read(String id) {
            ran.add("read " + id);
            return "read " + id;
        }

        @Tool(description = "wire")
        String wire(String id) {
            ran.add("wire " + id);
            return "wired";
        }
    }
}
