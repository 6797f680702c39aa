package dev.guardedtool.policy;

import dev.guardedtool.FactScope;
import dev.guardedtool.expression.Expression;
import java.time.Duration;

/**
 * What an answer of one tool proves.
 *
 * @param kind kind of the facts
 * @param extract finds the values in the answer
 * @param scope for whom they hold
 * @param ttl how long they hold
 */
public record ProofSpec(String kind, Expression extract, FactScope scope, Duration ttl) {}
