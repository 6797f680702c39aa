package dev.guardedtool.custody;

import dev.guardedtool.FactScope;
import dev.guardedtool.signature.Fingerprint;

/**
 * Identifies one fact. Each part stands for itself, so that no kind or value can pass for another.
 *
 * @param scope for whom it holds
 * @param tenant the tenant; empty for an application with one
 * @param principal on whose behalf it was proven
 * @param within the run or the conversation; empty for all that the principal does
 * @param kind kind of the fact
 * @param value the fingerprint of the value
 */
public record FactKey(
        FactScope scope, String tenant, String principal, String within, String kind, Fingerprint value) {}
