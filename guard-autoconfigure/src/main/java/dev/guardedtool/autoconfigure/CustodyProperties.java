package dev.guardedtool.autoconfigure;

import static dev.guardedtool.autoconfigure.Said.or;

import dev.guardedtool.FactScope;
import dev.guardedtool.ValuePart;
import dev.guardedtool.policy.CustodyPolicy;
import dev.guardedtool.policy.FactProof;
import dev.guardedtool.policy.FactRequirement;
import dev.guardedtool.policy.SourceRule;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How long and how much is remembered of what was proven and said.
 *
 * @param ttl How long a fact holds.
 * @param maxEntries How many facts are remembered. A full store takes no new ones.
 * @param maxPerAnswer How many facts one answer may prove. An answer with more proves nothing.
 * @param maxSourceChars How many characters a run remembers of the words and results that arguments may come from.
 */
public record CustodyProperties(
        @Nullable Duration ttl,
        @Nullable Integer maxEntries,
        @Nullable Integer maxPerAnswer,
        @Nullable Integer maxSourceChars) {

    CustodyPolicy over(CustodyPolicy base) {
        return new CustodyPolicy(
                or(ttl, base.ttl()),
                or(maxEntries, base.maxEntries()),
                or(maxPerAnswer, base.maxPerAnswer()),
                or(maxSourceChars, base.maxSourceChars()));
    }

    /**
     * What an answer proves.
     *
     * @param kind Kind of the facts, such as 'order_id'.
     * @param extract Expression that finds the values in the answer, such as '#result.![id]'.
     * @param scope For whom the facts hold. The conversation by default.
     * @param ttl How long they hold. As guard.facts.ttl says by default.
     */
    public record Proof(
            @Nullable String kind,
            @Nullable String extract,
            @Nullable FactScope scope,
            @Nullable Duration ttl) {

        FactProof policy() {
            return new FactProof(or(kind, ""), or(extract, ""), or(scope, FactScope.SESSION), ttl);
        }
    }

    /**
     * What must have been proven before a call.
     *
     * @param arg The argument, by name or by a path such as 'order.id'. Of a list, every element is asked for.
     * @param kind Kind of the fact.
     * @param hint What the model is told to do where the fact is missing. The tools that prove it by default.
     * @param consume Whether the call uses the fact up.
     */
    public record Requirement(
            @Nullable String arg,
            @Nullable String kind,
            @Nullable String hint,
            @Nullable Boolean consume) {

        FactRequirement policy() {
            return new FactRequirement(or(arg, ""), or(kind, ""), or(hint, ""), or(consume, false));
        }
    }

    /**
     * Where the value of an argument may come from.
     *
     * @param arg The argument, by name or by a path such as 'order.id'. Of a list, every element is asked for.
     * @param from What may contain the value: 'user' for the words of the user, 'tool', 'tool#field', or
     *     'tool(sender=user)' for records whose sender the user named, with '==' by the address in full.
     * @param part Which part of the value is looked for. All of it by default.
     * @param optional Whether the argument may be absent, null or empty.
     * @param invented Whether a value that no tool answered with passes too.
     */
    public record Source(
            @Nullable String arg,
            @Nullable Set<String> from,
            @Nullable ValuePart part,
            @Nullable Boolean optional,
            @Nullable Boolean invented) {

        SourceRule policy() {
            return new SourceRule(
                    or(arg, ""),
                    SourceRule.sources(or(from, Set.<String>of()).toArray(String[]::new)),
                    or(part, ValuePart.WHOLE),
                    or(optional, false),
                    or(invented, false));
        }
    }
}
