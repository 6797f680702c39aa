package dev.guardedtool.autoconfigure.springai;

import java.util.List;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.api.Advisor;
import org.springframework.ai.tool.ToolCallbackProvider;

/**
 * What a guarded chat client has.
 *
 * @param list its advisors
 * @param caller provides what is known of the caller while a request is put together, see {@link Caller}
 */
record GuardAdvisors(List<Advisor> list, ToolCallbackProvider caller) {

    void addTo(ChatClient.Builder builder) {
        builder.defaultAdvisors(list).defaultTools(caller);
    }
}
