package dev.guardedtool.access;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Phase;
import dev.guardedtool.policy.ArgumentRule;
import dev.guardedtool.policy.ToolSpec;
import dev.guardedtool.signature.Arguments;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Can the arguments be read, are the required ones there, and do they keep their rules? */
record ArgumentCheck(boolean emptyIsMissing) implements GuardCheck {

    @Override
    public int order() {
        return Phase.ACCESS.at(200);
    }

    @Override
    public boolean local() {
        return false;
    }

    @Override
    public @Nullable Decision check(CallView call) {
        Arguments arguments = call.arguments();
        if (!arguments.wellFormed()) {
            return Decision.block(
                    Explanation.of(GuardReason.ARGUMENTS_MALFORMED).detail(arguments.problem()));
        }
        Set<String> required = call.spec().requireArgs();
        if (!required.isEmpty()) {
            Set<String> missing = missing(required, arguments);
            if (!missing.isEmpty()) {
                return Decision.block(
                        Explanation.of(GuardReason.POLICY_MISSING_ARGS).detail(String.join(",", missing)));
            }
        }
        String broken = broken(call.spec(), arguments);
        return broken == null
                ? null
                : Decision.block(Explanation.of(GuardReason.ARGUMENT_RULE).detail(broken));
    }

    private static @Nullable String broken(ToolSpec spec, Arguments arguments) {
        if (spec.argumentRules().isEmpty()) {
            return null;
        }
        RuleJudgement judgement = new RuleJudgement(arguments, spec.argumentConditions());
        for (ArgumentRule rule : spec.argumentRules()) {
            String broken = judgement.broken(rule);
            if (broken != null) {
                return broken;
            }
        }
        return null;
    }

    private Set<String> missing(Set<String> required, Arguments arguments) {
        Set<String> missing = new TreeSet<>();
        for (String name : required) {
            if (!arguments.has(name) || (emptyIsMissing && Blank.is(arguments.at(List.of(name))))) {
                missing.add(name);
            }
        }
        return missing;
    }
}
