package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.engine.GuardRun;
import java.util.List;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.MessageType;

/**
 * The words of the user in a prompt, those of earlier turns included. A run that a tool opened hears none: what its prompt
 * says was written by the model of the outer run.
 */
final class UserWords {

    private UserWords() {}

    static void tell(GuardRun run, List<Message> messages) {
        if (run.context().parentRunId() == null) {
            messages.stream()
                    .filter(message -> message.getMessageType() == MessageType.USER)
                    .forEach(message -> run.userSaid(message.getText()));
        }
    }
}
