package dev.guardedtool.demo.cost;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Counts what is paid for: rounds of the model, its tokens, and tools whose body really ran. Threadsafe. */
@Component
public class Meter {

    private final Map<String, Integer> toolCalls = new TreeMap<>();
    private int rounds;
    private long inputTokens;
    private long outputTokens;

    /** The model was asked once. */
    public synchronized void modelAnswered(long input, long output) {
        rounds++;
        inputTokens += input;
        outputTokens += output;
    }

    /** The body of a tool runs. */
    public synchronized void toolRuns(String tool) {
        toolCalls.merge(tool, 1, Integer::sum);
    }

    /** What was counted so far. */
    public synchronized Reading read() {
        return new Reading(rounds, inputTokens, outputTokens, new TreeMap<>(toolCalls));
    }

    /**
     * What was counted.
     *
     * @param toolCalls executed calls by tool
     */
    public record Reading(int rounds, long inputTokens, long outputTokens, Map<String, Integer> toolCalls) {

        /** Executed calls of all tools. */
        public int calls() {
            return toolCalls.values().stream().mapToInt(Integer::intValue).sum();
        }
    }
}
