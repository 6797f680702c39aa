package dev.guardedtool.demo.script;

import java.util.List;

/**
 * One customer's request and what the model makes of it.
 *
 * @param name identifies it
 * @param title says what goes wrong, in a few words
 * @param customer the number of the customer who writes
 * @param user what the customer writes
 * @param setup statements that are executed before, on the database of each run
 * @param task when the customer is served
 * @param rounds what the model does, see {@link Playback}
 * @param maxRounds how often the model is asked at most; it gives up the last time
 * @param giveUp what it says then, and when it has nothing left to do
 */
public record Scenario(
        String name,
        String title,
        String customer,
        String user,
        List<String> setup,
        Task task,
        List<Round> rounds,
        int maxRounds,
        String giveUp) {

    public Scenario {
        setup = List.copyOf(setup);
        rounds = List.copyOf(rounds);
    }

    /**
     * One answer of the model.
     *
     * @param when texts of which the model must just have read one, in any case; empty for none in particular
     * @param text what it says; may be empty where it calls tools
     * @param calls the tools it calls at once
     * @param repeat how often in a row it may do so
     */
    public record Round(List<String> when, String text, List<Call> calls, int repeat) {

        public Round {
            when = List.copyOf(when);
            calls = List.copyOf(calls);
        }
    }

    /**
     * One tool call.
     *
     * @param args the arguments as the model writes them, which need not be JSON
     */
    public record Call(String tool, String args) {}

    /**
     * When the customer is served: the model did not give up, said the right thing, and left the right database.
     *
     * @param reply what its last answer must contain, in any case; may be empty
     * @param checks what the database must say
     */
    public record Task(String reply, List<Check> checks) {

        public Task {
            checks = List.copyOf(checks);
        }
    }

    /** A query and the one value it must give, as text. */
    public record Check(String sql, String expect) {}
}
