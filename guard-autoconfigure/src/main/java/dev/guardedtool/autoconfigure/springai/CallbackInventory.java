package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.autoconfigure.UnguardedTools;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.DefaultChatClient;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/** Goes through the beans of Spring AI that are there. */
final class CallbackInventory {

    private static final String OF_SPRING_AI = "org.springframework.ai.";
    private static final String REMOTE = "org.springframework.ai.mcp.";

    private final ConfigurableListableBeanFactory beans;
    private final List<CallbackBeans.Tool> tools = new ArrayList<>();
    private final List<CallbackBeans.Unread> unread = new ArrayList<>();
    private final List<String> passing = new ArrayList<>();
    private boolean loopGuarded;

    CallbackInventory(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    CallbackBeans take() {
        for (String name : names(ToolCallback.class)) {
            if (beans.containsSingleton(name)) {
                add(name, beans.getBean(name, ToolCallback.class));
            } else {
                unread.add(new CallbackBeans.Unread(name, false, true));
            }
        }
        for (String name : names(ToolCallbackProvider.class)) {
            provider(name);
        }
        for (String name : names(List.class)) {
            if (beans.getSingleton(name) instanceof List<?> list) {
                list.forEach(element -> element(name, element));
            }
        }
        for (String name : names(ToolCallback[].class)) {
            if (beans.getSingleton(name) instanceof ToolCallback[] array) {
                Arrays.asList(array).forEach(element -> element(name, element));
            }
        }
        for (String name : names(ToolCallingManager.class)) {
            if (beans.containsSingleton(name)) {
                loop(name, GuardedSubclass.isGuarded(beans.getBean(name, ToolCallingManager.class)));
            }
        }
        if (ClassUtils.isPresent("org.springframework.ai.chat.client.ChatClient", beans.getBeanClassLoader())) {
            Clients.visit(this);
        }
        return new CallbackBeans(List.copyOf(tools), List.copyOf(unread), List.copyOf(passing), loopGuarded, offers());
    }

    private CallbackBeans.Offers offers() {
        boolean woven = Weaving.isActive(beans.getBeanClassLoader());
        OfferedTools offered = beans.getBeanProvider(OfferedTools.class).getIfAvailable();
        return offered == null
                ? new CallbackBeans.Offers(UnguardedTools.IGNORE, false, woven, Set.of())
                : new CallbackBeans.Offers(offered.handling(), Registries.any(this), woven, offered.named());
    }

    private void provider(String name) {
        boolean remote = remote(beans.getType(name, false));
        if (!beans.containsSingleton(name)) {
            unread.add(new CallbackBeans.Unread(name, remote, true));
            return;
        }
        ToolCallbackProvider provider = beans.getBean(name, ToolCallbackProvider.class);
        if (remote || remote(provider.getClass())) {
            unread.add(new CallbackBeans.Unread(name, true, GuardedSubclass.isGuarded(provider)));
            return;
        }
        for (ToolCallback callback : provider.getToolCallbacks()) {
            add(name, callback);
        }
    }

    private void element(String bean, @Nullable Object element) {
        if (element instanceof ToolCallback callback) {
            add(bean, callback);
        }
    }

    private void add(String bean, ToolCallback callback) {
        boolean guarded = Guarded.of(callback) != null;
        ToolCallback bare = Guarded.unwrap(callback);
        // Elsewhere one of the two ways to call it may not be woven.
        boolean woven = Weaving.isWoven(bare) && bare.getClass().getName().startsWith(OF_SPRING_AI);
        ToolDefinition definition = callback.getToolDefinition();
        tools.add(new CallbackBeans.Tool(bean, ToolNames.of(definition), guarded, woven, definition.inputSchema()));
    }

    private void loop(String name, boolean guarded) {
        loopGuarded |= guarded;
        if (!guarded) {
            passing.add(name);
        }
    }

    private String[] names(Class<?> type) {
        return beans.getBeanNamesForType(type, true, false);
    }

    /** As Spring AI itself tells: asking such a provider for its tools asks the servers. */
    private static boolean remote(@Nullable Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            if (each.getName().startsWith(REMOTE)) {
                return true;
            }
        }
        return false;
    }

    /** Apart, so that the classes of chat clients need not be there. */
    private static final class Clients {

        static void visit(CallbackInventory inventory) {
            inventory.loopGuarded |= inventory.names(GuardAdvisors.class).length > 0;
            for (String name : inventory.names(ChatClient.class)) {
                if (inventory.beans.containsSingleton(name)) {
                    inventory.loop(name, guarded(inventory.beans.getBean(name, ChatClient.class)));
                }
            }
        }

        private static boolean guarded(ChatClient client) {
            return client.prompt() instanceof DefaultChatClient.DefaultChatClientRequestSpec spec
                    && spec.getAdvisors().stream().anyMatch(TurnAdvisor.class::isInstance);
        }
    }

    /** Apart, so that the classes of observations need not be there. */
    private static final class Registries {

        static boolean any(CallbackInventory inventory) {
            return Arrays.stream(inventory.names(ObservationRegistry.class))
                    .anyMatch(name -> !inventory.beans.containsSingleton(name)
                            || !inventory
                                    .beans
                                    .getBean(name, ObservationRegistry.class)
                                    .isNoop());
        }
    }
}
