package dev.guardedtool.autoconfigure;

/** Where is kept what outlives a run. */
public enum Store {

    /** In this process: a restart forgets it, and no other instance sees it. */
    MEMORY,

    /** In a database that all instances share. */
    JDBC,

    /** In Redis, which all instances share. */
    REDIS
}
