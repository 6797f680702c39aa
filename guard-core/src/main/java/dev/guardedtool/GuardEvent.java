package dev.guardedtool;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that happened in a run. Events carry fingerprints of arguments, never arguments or results. */
public sealed interface GuardEvent {

    /** The run it happened in. */
    String runId();

    /** When it happened. */
    Instant at();

    /**
     * A run began.
     *
     * @param context what is known of it, its id included
     */
    record RunOpened(String runId, Instant at, RunContext context) implements GuardEvent {}

    /**
     * A call was decided.
     *
     * @param argumentsFingerprint the keyed fingerprint of the arguments, in hex
     */
    record Decided(
            String runId, Instant at, ToolName tool, String callId, String argumentsFingerprint, Decision decision)
            implements GuardEvent {}

    /**
     * An allowed call was refused behind the guard, before its body ran. The decision takes the place of the one that was
     * announced before.
     */
    record Overruled(String runId, Instant at, ToolName tool, String callId, Decision decision) implements GuardEvent {}

    /** An allowed call came back. */
    record Recorded(String runId, Instant at, ToolName tool, String callId, boolean ok, String errorClass)
            implements GuardEvent {}

    /** A call came back after all that was recorded before as one whose time was up. */
    record CameLate(String runId, Instant at, ToolName tool, String callId, boolean ok, String errorClass)
            implements GuardEvent {}

    /** A text of the assistant was answered with something other than silence. */
    record TextDecided(String runId, Instant at, Decision decision) implements GuardEvent {}

    /**
     * A model was not to be asked.
     *
     * @param model the model, or null where unknown
     */
    record RoundDecided(String runId, Instant at, @Nullable String model, Decision decision) implements GuardEvent {}

    /** The run passed the point at which its budget warns. */
    record BudgetWarning(String runId, Instant at, Money spent, Money limit) implements GuardEvent {}

    /**
     * A budget that runs share passed the point at which it warns.
     *
     * @param budget the name of the limit
     * @param figure what is nearly used up: {@code cost}, {@code tokens}, {@code calls} or {@code seconds}
     * @param used how much of it was used
     * @param limit how much of it there is
     */
    record BudgetNearlyUsed(String runId, Instant at, String budget, String figure, BigDecimal used, BigDecimal limit)
            implements GuardEvent {}

    /** A tool is out of use for the rest of the run. */
    record Quarantined(String runId, Instant at, ToolName tool, String why) implements GuardEvent {}

    /** Usage of a model was counted. */
    record UsageCounted(String runId, Instant at, Usage usage, Money cost, boolean priced) implements GuardEvent {}

    /** The run was closed. */
    record RunClosed(String runId, Instant at, int unrecordedCalls) implements GuardEvent {}
}
