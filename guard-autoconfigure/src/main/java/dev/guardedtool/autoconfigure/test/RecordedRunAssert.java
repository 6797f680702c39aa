package dev.guardedtool.autoconfigure.test;

import dev.guardedtool.Decision;
import dev.guardedtool.DecisionType;
import dev.guardedtool.GuardEvent.Decided;
import dev.guardedtool.Reason;
import java.util.List;
import java.util.function.Predicate;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/**
 * Assertions on the calls of a run. {@link #because}, {@link #despite} and {@link #saying} are about the calls that the
 * assertion before them found.
 */
public final class RecordedRunAssert extends AbstractAssert<RecordedRunAssert, RecordedRun> {

    private List<Decided> found = List.of();

    RecordedRunAssert(RecordedRun actual) {
        super(actual, RecordedRunAssert.class);
    }

    /** A call of that tool was allowed. */
    public RecordedRunAssert allowed(String tool) {
        return found(tool, DecisionType.ALLOW);
    }

    /** A call of that tool was blocked. */
    public RecordedRunAssert blocked(String tool) {
        return found(tool, DecisionType.BLOCK);
    }

    /** A call of that tool was answered from memory. */
    public RecordedRunAssert cached(String tool) {
        return found(tool, DecisionType.CACHE);
    }

    /** A call of that tool was answered with an instruction. */
    public RecordedRunAssert rewritten(String tool) {
        return found(tool, DecisionType.REWRITE);
    }

    /** A call of that tool waits for a person. */
    public RecordedRunAssert held(String tool) {
        return found(tool, DecisionType.HOLD);
    }

    /** A call of that tool ended the run for a person to take over. */
    public RecordedRunAssert escalated(String tool) {
        return found(tool, DecisionType.ESCALATE);
    }

    /** No call of that tool was allowed, if there was one. */
    public RecordedRunAssert neverAllowed(String tool) {
        if (actual.decisions().stream()
                .anyMatch(call -> is(call, tool) && call.decision().allowed())) {
            return failWith("no allowed call of " + tool);
        }
        return this;
    }

    /** One of the calls just found was decided for that reason. */
    public RecordedRunAssert because(Reason reason) {
        return narrowed(
                "because of " + reason.code(),
                call -> call.decision().reason().code().equals(reason.code()));
    }

    /** One of the calls just found ran although the guard, had it enforced, would have refused it for that reason. */
    public RecordedRunAssert despite(Reason reason) {
        return narrowed(
                "despite " + reason.code(),
                call -> call.decision() instanceof Decision.Allow allow
                        && allow.instead() != null
                        && allow.instead().reason().code().equals(reason.code()));
    }

    /** One of the calls just found was answered with a text that contains that. */
    public RecordedRunAssert saying(String text) {
        return narrowed("saying '" + text + "'", call -> call.decision().text().contains(text));
    }

    /** So many calls ran and came back. */
    public RecordedRunAssert executed(int calls) {
        Assertions.assertThat(actual.executions())
                .as("executed calls of %s", actual.lines())
                .hasSize(calls);
        return this;
    }

    /** So many calls of that tool ran and came back. */
    public RecordedRunAssert executed(String tool, int calls) {
        Assertions.assertThat(actual.executions())
                .as("executed calls of %s", actual.lines())
                .filteredOn(call -> call.tool().value().equals(tool))
                .hasSize(calls);
        return this;
    }

    /**
     * Exactly these decisions were taken, in this order, each written as the tool, the decision and, unless the call was
     * allowed, the reason: {@code "refund cache idempotent_replay"}.
     */
    public RecordedRunAssert decided(String... lines) {
        Assertions.assertThat(actual.lines()).containsExactly(lines);
        return this;
    }

    private RecordedRunAssert found(String tool, DecisionType type) {
        found = actual.decisions().stream()
                .filter(call -> is(call, tool) && call.decision().type() == type)
                .toList();
        return found.isEmpty() ? failWith(type.code() + " of " + tool) : this;
    }

    private RecordedRunAssert narrowed(String what, Predicate<Decided> which) {
        found = found.stream().filter(which).toList();
        return found.isEmpty() ? failWith("one of the calls just found to be decided " + what) : this;
    }

    private RecordedRunAssert failWith(String expected) {
        failWithMessage("Expected %s in run %s but there were <%s>", expected, actual.runId(), actual.lines());
        return this;
    }

    private static boolean is(Decided call, String tool) {
        return call.tool().value().equals(tool);
    }
}
