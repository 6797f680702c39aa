package dev.guardedtool.replay.suggest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An expression that is false for the ways in which a tool was seen to refuse in a normal answer, and true for everything
 * else: taking a refusal for an effect only costs a repeat, taking an effect for a refusal would let it happen twice.
 * Apart from plain fields of answers that are always objects, it looks at the answer as text, since a text that is
 * asked for a field, or an object that is matched, cannot be judged at all.
 */
final class EffectWhenRule {

    private static final int SURE = 10;
    private static final int DEEPEST = 400;

    /** Longer expressions are not compiled. */
    private static final int LONGEST = 1_000;

    private EffectWhenRule() {}

    static Proposal.@Nullable EffectWhen propose(ToolNotes notes) {
        AnswerNotes answers = notes.answers;
        if (answers.refused() == 0) {
            return null;
        }
        List<String> evidence = new ArrayList<>();
        evidence.add(answers.refused() + " of " + answers.all() + " ok answers refused");
        if (notes.afterRefusal.all() > 0) {
            evidence.add(notes.afterRefusal.different() + " of "
                    + Counted.of(notes.afterRefusal.all(), "identical repeat") + " after that differed");
        }
        return new Proposal.EffectWhen(
                expression(answers),
                notes.afterRefusal.different() > 0 && answers.refused() >= SURE ? Confidence.HIGH : Confidence.MEDIUM,
                String.join(", ", evidence));
    }

    /** What the expression cannot tell. */
    static List<String> remarks(ToolNotes notes) {
        List<String> remarks = new ArrayList<>();
        AnswerNotes answers = notes.answers;
        if (answers.all() > SURE && answers.refused() == answers.all()) {
            remarks.add("every answer refused: the effect seems to happen elsewhere");
        }
        if (notes.afterSuccess.different() > 0) {
            remarks.add(notes.afterSuccess.different() + " of "
                    + Counted.of(notes.afterSuccess.all(), "identical repeat")
                    + " after a success differed: with effect once, these would get the first answer");
        }
        return remarks;
    }

    /** With as many ways of refusing as fit, the most frequent first. */
    private static String expression(AnswerNotes answers) {
        List<Refusal> refusals = answers.refusals();
        String expression = expression(answers, refusals);
        while (expression.length() > LONGEST && !refusals.isEmpty()) {
            refusals = refusals.subList(0, refusals.size() - 1);
            expression = expression(answers, refusals);
        }
        return expression;
    }

    private static String expression(AnswerNotes answers, List<Refusal> refusals) {
        List<String> all = new ArrayList<>();
        Set<ToldField> fields = answers.refusing();
        if (!fields.isEmpty()) {
            all.add(
                    fields.size() == 1 && refusals.isEmpty() && answers.onlyObjects()
                            ? byField(answers, fields.iterator().next())
                            : byFields(fields));
        }
        if (!refusals.isEmpty()) {
            all.add(byWords(answers, refusals));
        }
        return String.join(" and ", all);
    }

    private static String byField(AnswerNotes answers, ToldField field) {
        if (field.form() == ToldField.Form.FLAG && answers.always(field)) {
            return "#result." + field.key();
        }
        return byFields(Set.of(field));
    }

    private static String byFields(Set<ToldField> fields) {
        return matchesNot("\\{(?:.{0," + DEEPEST + "}, )?(?:" + ToldField.regex(fields) + ").*");
    }

    private static String byWords(AnswerNotes answers, List<Refusal> refusals) {
        String words = refusals.stream().map(Refusal::words).collect(Collectors.joining("|"));
        String unless = "";
        if (answers.seen(AnswerShape.OBJECT) || answers.seen(AnswerShape.OTHER)) {
            unless += "(?!\\{[\\w-]*=|\\{\"|\\[)";
        }
        if (answers.seen(AnswerShape.KEYED)) {
            unless += "(?!" + Answer.KEYED + ")";
        }
        return matchesNot("\\s{0,9}" + unless + Refusal.regex(words) + ".*");
    }

    private static String matchesNot(String regex) {
        return "!(('' + #result) matches '(?is)" + regex.replace("'", "''") + "')";
    }
}
