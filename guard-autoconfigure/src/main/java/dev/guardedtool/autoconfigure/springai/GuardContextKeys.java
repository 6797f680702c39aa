package dev.guardedtool.autoconfigure.springai;

/**
 * The guard's keys. As advisor parameters of a chat client they say what is known of a run; in a tool context they carry
 * the run. None of them but {@link #EFFECT_REFERENCE} ever reaches a tool.
 */
public final class GuardContextKeys {

    /** The run itself, a {@code GuardRun} that the application opened and closes. */
    public static final String RUN = "guard.run";

    /** The name of the acting agent. */
    public static final String AGENT = "guard.agent";

    /** The case that derived effect keys belong to. */
    public static final String TICKET = "guard.ticket";

    /** The key of the effects that calls of the turn have, one for each tool; a text of the application's own. */
    public static final String EFFECT_KEY = "guard.effect-key";

    /** Names the effect of the call to the system behind the tool; the guard puts it into the context that a tool is given. */
    public static final String EFFECT_REFERENCE = "guard.effect-reference";

    /** The decision that ended a turn, in the metadata of its last generation. */
    public static final String DECISION = "guard.decision";

    /** Beside the decision: the responses to calls of the same answer that came before it. */
    public static final String RESULTS = "guard.results";

    static final String TURN = "guard.turn";

    private static final String PREFIX = "guard.";

    private GuardContextKeys() {}

    /** Whether that key is one of the guard's. */
    public static boolean isOurs(String key) {
        return key.startsWith(PREFIX);
    }
}
