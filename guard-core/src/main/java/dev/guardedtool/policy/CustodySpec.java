package dev.guardedtool.policy;

import dev.guardedtool.ToolName;
import java.util.List;

/**
 * What holds for where the arguments of one tool come from and what its answers are good for.
 *
 * @param proves what an answer proves
 * @param requires what must have been proven before
 * @param requiresCalls tools that must have succeeded before, in the same run
 * @param sources where the values of arguments may come from
 */
public record CustodySpec(
        List<ProofSpec> proves,
        List<FactRequirement> requires,
        List<ToolName> requiresCalls,
        List<SourceRule> sources) {

    static final CustodySpec NONE = new CustodySpec(List.of(), List.of(), List.of(), List.of());

    static CustodySpec of(ToolCustody said, CustodyPolicy policy, ToolExpressions expressions) {
        if (said.proves() == null
                && said.requires() == null
                && said.requiresCalls() == null
                && said.sources() == null) {
            return NONE;
        }
        return new CustodySpec(
                said.proves() == null
                        ? List.of()
                        : said.proves().stream()
                                .map(proof -> new ProofSpec(
                                        proof.kind(),
                                        expressions.required("proves", proof.extract()),
                                        proof.scope(),
                                        proof.ttl() == null ? policy.ttl() : proof.ttl()))
                                .toList(),
                said.requires() == null ? List.of() : said.requires(),
                said.requiresCalls() == null ? List.of() : said.requiresCalls(),
                said.sources() == null ? List.of() : said.sources());
    }
}
