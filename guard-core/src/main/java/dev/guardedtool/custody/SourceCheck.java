package dev.guardedtool.custody;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.ValuePart;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Phase;
import dev.guardedtool.policy.SourceRule;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Do the values of arguments come from where they may come from? */
record SourceCheck() implements GuardCheck {

    private static final Pattern SEPARATOR = Pattern.compile("\\s*[,;\\n]\\s*");

    /** A text with more parts is no list that somebody wrote. */
    private static final int MOST_PARTS = 100;

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
            for (Object value : values.found()) {
                if (!(value instanceof Boolean) && !comesFrom(origins, rule, value)) {
                    return refusal(rule.argument() + " holds a value that is not in " + described(rule));
                }
            }
        }
        return null;
    }

    private static Decision refusal(String detail) {
        return Decision.block(Explanation.of(GuardReason.ARGUMENT_SOURCE).detail(detail));
    }

    private static boolean comesFrom(Origins origins, SourceRule rule, Object value) {
        Predicate<SourceText> contains =
                rule.part() == ValuePart.HOST ? text -> text.containsHost(value) : text -> text.contains(value);
        return origins.any(rule.from(), contains)
                || (value instanceof String list
                        && rule.part() == ValuePart.WHOLE
                        && eachComesFrom(origins, rule, list));
    }

    /** Several values in one text, such as addresses with commas between them. */
    private static boolean eachComesFrom(Origins origins, SourceRule rule, String list) {
        List<String> parts = Arrays.stream(SEPARATOR.split(list, MOST_PARTS + 1))
                .filter(part -> !part.isBlank())
                .toList();
        return parts.size() > 1
                && parts.size() <= MOST_PARTS
                && parts.stream().allMatch(part -> origins.any(rule.from(), text -> text.contains(part)));
    }

    private static String described(SourceRule rule) {
        return rule.from().stream()
                .sorted()
                .map(source -> source.equals(SourceRule.USER)
                        ? "what the user said"
                        : "what " + source + " answered in this task")
                .collect(Collectors.joining(" or "));
    }
}
