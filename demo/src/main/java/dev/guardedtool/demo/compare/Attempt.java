package dev.guardedtool.demo.compare;

import dev.guardedtool.demo.shop.SideEffects;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of one scenario, without or with the guard.
 *
 * @param modelRounds how often the model was asked
 * @param toolCalls tools whose body ran
 * @param cost tokens and calls by the demo's price list, in dollars
 * @param decisions what the guard did beyond letting calls pass, in order
 * @param completed whether the customer's task was completed
 * @param unmet what is missing where it was not
 * @param reply the last words of the agent
 * @param failure why the request failed, or null if it did not
 */
record Attempt(
        int modelRounds,
        int toolCalls,
        Map<String, Integer> toolCallsByTool,
        SideEffects sideEffects,
        long inputTokens,
        long outputTokens,
        BigDecimal cost,
        List<GuardLog.Entry> decisions,
        boolean completed,
        List<String> unmet,
        String reply,
        @Nullable String failure) {}
