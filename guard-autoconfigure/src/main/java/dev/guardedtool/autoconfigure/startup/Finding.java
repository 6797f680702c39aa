package dev.guardedtool.autoconfigure.startup;

/**
 * Something that was found.
 *
 * @param fatal whether a tool would go unguarded or could not be called; otherwise it is only worth a warning
 * @param problem what is wrong, in a sentence
 * @param action what to do about it, in a sentence
 */
record Finding(boolean fatal, String problem, String action) {

    static Finding fatal(String problem, String action) {
        return new Finding(true, problem, action);
    }

    static Finding warning(String problem, String action) {
        return new Finding(false, problem, action);
    }

    @Override
    public String toString() {
        return problem + " " + action;
    }
}
