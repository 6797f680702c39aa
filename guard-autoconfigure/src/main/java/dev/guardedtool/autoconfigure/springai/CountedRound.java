package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.Decision;
import dev.guardedtool.Usage;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.engine.ModelRound;
import dev.guardedtool.policy.BudgetPolicy;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;

/**
 * One question to a model: what it may use is set aside in the run, and what it used is counted once. Where the model
 * does not say what it used, that is guessed from the texts.
 */
final class CountedRound {

    private final ModelRound round;
    private final Prompt prompt;
    private final boolean limited;

    private CountedRound(ModelRound round, Prompt prompt, boolean limited) {
        this.round = round;
        this.prompt = prompt;
        this.limited = limited;
    }

    static CountedRound open(GuardRun run, Prompt prompt) {
        BudgetPolicy budget = run.policy().budget();
        boolean limited = budget.limited();
        ChatOptions options = prompt.getOptions();
        String model = options == null ? null : options.getModel();
        Usage expected = limited
                ? Usage.of(
                        model,
                        TokenGuess.of(prompt),
                        output(options, budget.shared().outputTokens()))
                : Usage.of(model, 0, 0);
        return new CountedRound(run.openRound(expected), prompt, limited);
    }

    private static long output(@Nullable ChatOptions options, int otherwise) {
        Integer most = options == null ? null : options.getMaxTokens();
        return most != null && most > 0 ? most : otherwise;
    }

    /** Why the model must not be asked, or null. */
    @Nullable
    Decision refusal() {
        return round.refusal().orElse(null);
    }

    void answered(@Nullable ChatResponse answer) {
        Generation result = answer == null ? null : answer.getResult();
        AssistantMessage said = result == null ? null : result.getOutput();
        count(answer, said == null ? 0 : TokenGuess.of(said.getText()) + TokenGuess.calls(said));
    }

    /** An answer that came in pieces, the last of them or the one that says what was used, and its text. */
    void answered(@Nullable ChatResponse piece, CharSequence text) {
        count(piece, TokenGuess.of(text));
    }

    private void count(@Nullable ChatResponse answer, long written) {
        ChatOptions options = prompt.getOptions();
        Usage used = answer == null ? null : ModelUsage.of(answer, options);
        round.settle(used != null ? used : guessed(ModelUsage.model(answer, options), written));
    }

    private Usage guessed(@Nullable String model, long written) {
        return limited
                ? new Usage(model, round.expected().inputTokens(), written, 0, null, false)
                : Usage.unreported(model);
    }

    void failed(Throwable failure) {
        round.fail(failure);
    }
}
