package dev.guardedtool.custody;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Phase;
import dev.guardedtool.policy.SourceRule;
import dev.guardedtool.policy.TrustedSource;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Do the values of arguments come from where they may come from? */
record SourceCheck() implements GuardCheck {

    @Override
    public int order() {
        return Phase.ACCESS.at(340);
    }

    @Override
    public boolean local() {
        return false;
    }

    @Override
    public boolean concerns(CallView call) {
        return !call.spec().custody().sources().isEmpty();
    }

    @Override
    public @Nullable Decision check(CallView call) {
        Origins origins = call.run().state(Origins.STATE);
        for (SourceRule rule : call.spec().custody().sources()) {
            ArgumentValues values = ArgumentValues.at(call.arguments(), rule.path());
            if (values.tooMany() || (!rule.optional() && !values.complete())) {
                return refusal(rule.argument() + " is missing");
            }
            SourceSearch search = new SourceSearch(origins, rule);
            for (Object value : values.found()) {
                if (!(value instanceof Boolean) && !search.finds(value)) {
                    return refusal(rule.argument() + " holds a value that is not in " + described(rule));
                }
            }
        }
        return null;
    }

    private static Decision refusal(String detail) {
        return Decision.block(Explanation.of(GuardReason.ARGUMENT_SOURCE).detail(detail));
    }

    private static String described(SourceRule rule) {
        return rule.from().stream().map(SourceCheck::described).sorted().collect(Collectors.joining(" or "));
    }

    private static String described(TrustedSource source) {
        if (source.equals(OriginRecording.USER)) {
            return "what the user said";
        }
        String field =
                source.field() == null || source.field().equals(TrustedSource.WHOLE) ? "" : " as " + source.field();
        String author =
                source.author() == null ? "" : " from a " + source.author().field() + " that is known";
        return "what " + source.name() + " answered" + field + author + " in this task";
    }
}
