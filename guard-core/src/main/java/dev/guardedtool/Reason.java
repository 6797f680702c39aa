package dev.guardedtool;

/**
 * Why a decision was taken. The guard's own reasons are {@link GuardReason}; a check of an application brings its own.
 */
public interface Reason {

    /** A stable code in snake case; part of the public contract. */
    String code();
}
