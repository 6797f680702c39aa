package dev.guardedtool.autoconfigure;

/** When the tables of the guard are made at start. */
public enum InitializeSchema {

    /** Wherever they are not there yet. */
    ALWAYS,

    /** In a database inside this process. */
    EMBEDDED,

    /** Never; somebody else makes them. */
    NEVER
}
