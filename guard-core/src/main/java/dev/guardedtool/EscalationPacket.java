package dev.guardedtool;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person needs to take over a run.
 *
 * @param route where it goes, or null where the application decides
 * @param summary what happened, in a sentence
 * @param missingInfo what is still needed
 * @param tags labels for routing
 */
public record EscalationPacket(@Nullable String route, String summary, List<String> missingInfo, List<String> tags) {

    public EscalationPacket {
        missingInfo = List.copyOf(missingInfo);
        tags = List.copyOf(tags);
    }
}
