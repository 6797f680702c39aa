package dev.guardedtool.conformance.actguard;

import tools.jackson.databind.JsonNode;

/** Plays the cases of one kind. */
interface CaseKind {

    /** The kind, as cases name it. */
    String guard();

    /** How many cases end how, such as {@code same=70 policy-typo=1}; in the order of the outcomes' names. */
    String expected();

    /** Plays one case and takes down every difference. */
    void play(JsonNode test, Account account);
}
