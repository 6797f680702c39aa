package dev.guardedtool;

/** For whom a fact holds. Facts of one principal or tenant never hold for another. */
public enum FactScope {

    /** For the run in which it was proven. */
    RUN,

    /** For the conversation; for the run where there is none. */
    SESSION,

    /** For everything the principal does; for the conversation where nobody is signed in. */
    PRINCIPAL
}
