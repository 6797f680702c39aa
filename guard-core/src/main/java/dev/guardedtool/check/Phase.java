package dev.guardedtool.check;

/**
 * The phases of the chain in their order. Each leaves room for a thousand checks; the guard's own take multiples of
 * fifty.
 */
public enum Phase {

    /** May this principal call this tool with these arguments at all? */
    ACCESS(0),

    /** Is the answer known already? */
    ANSWERS(1000),

    /** Is there budget, is the tool in use, are its limits kept? */
    LIMITS(2000),

    /** Is this a loop? */
    LOOPS(3000),

    /** Is it too risky? */
    RISK(4000),

    /** Must a person agree? */
    PEOPLE(5000);

    private static final int SIZE = 1_000;

    private final int start;

    Phase(int start) {
        this.start = start;
    }

    /**
     * The order of a check within this phase.
     *
     * @param position 0 to 999
     */
    public int at(int position) {
        if (position < 0 || position >= SIZE) {
            throw new IllegalArgumentException("a phase has positions 0 to 999, not " + position);
        }
        return start + position;
    }
}
