package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.Decision;
import dev.guardedtool.engine.GuardRun;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.api.CallAdvisor;
import org.springframework.ai.chat.client.advisor.api.CallAdvisorChain;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisor;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisorChain;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.core.Ordered;
import reactor.core.publisher.Flux;

/**
 * Sees each round of a turn, inside the advisor that executes tools: asks whether there is budget for it, counts what the
 * model used before the round's tools run, and judges what the assistant said. An instruction to the assistant rides on the next tool response, or, where
 * there will be none, is put to the model once more. What was streamed cannot be taken back; there the judgement shows
 * in what comes after.
 */
final class RoundAdvisor implements CallAdvisor, StreamAdvisor {

    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 400;

    private static final int MAX_REWRITES = 3;

    @Override
    public String getName() {
        return "guard round";
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public ChatClientResponse adviseCall(ChatClientRequest request, CallAdvisorChain chain) {
        if (!(request.context().get(GuardContextKeys.TURN) instanceof Turn turn)) {
            return chain.nextCall(request);
        }
        ChatClientRequest asked = request;
        for (int rewrites = 0; ; rewrites++) {
            // A chain is good for one call, and a copy of it is dear.
            CountedRound round = CountedRound.open(turn.run(), asked.prompt());
            if (round.refusal() != null) {
                return refused(request, round.refusal());
            }
            ChatClientResponse response = answered(round, rewrites == 0 ? chain : chain.copy(this), asked);
            ChatResponse answer = response.chatResponse();
            if (answer == null) {
                return response;
            }
            Decision decision = inspect(turn.run(), answer);
            if (decision instanceof Decision.Rewrite && answer.hasToolCalls()) {
                turn.instruct(decision.text());
                return response;
            }
            if (!(decision instanceof Decision.Rewrite) || rewrites >= MAX_REWRITES) {
                return decision == null ? response : ended(response, answer, decision);
            }
            asked = again(asked, answer, decision);
        }
    }

    private static ChatClientResponse answered(CountedRound round, CallAdvisorChain chain, ChatClientRequest asked) {
        try {
            ChatClientResponse response = chain.nextCall(asked);
            round.answered(response.chatResponse());
            return response;
        } catch (Throwable failure) {
            round.failed(failure);
            throw failure;
        }
    }

    /** The model is not asked; what the user reads instead is the last text of the turn. */
    private static ChatClientResponse refused(ChatClientRequest request, Decision decision) {
        return ChatClientResponse.builder()
                .chatResponse(new ChatResponse(List.of(LoopEnd.generation(decision, decision.text(), List.of()))))
                .context(request.context())
                .build();
    }

    private static @Nullable Decision inspect(GuardRun run, ChatResponse answer) {
        Generation result = answer.getResult();
        return result == null
                ? null
                : run.inspectOutput(result.getOutput().getText()).orElse(null);
    }

    private static ChatClientRequest again(ChatClientRequest request, ChatResponse answer, Decision decision) {
        List<Message> messages = new ArrayList<>(request.prompt().getInstructions());
        Generation result = answer.getResult();
        String said = result == null ? null : result.getOutput().getText();
        messages.add(new AssistantMessage(said == null ? "" : said));
        messages.add(new UserMessage(decision.text()));
        return ChatClientRequest.builder()
                .prompt(new Prompt(messages, request.prompt().getOptions()))
                .context(request.context())
                .build();
    }

    private static ChatClientResponse ended(ChatClientResponse response, ChatResponse answer, Decision decision) {
        String text = decision instanceof Decision.Finalize outcome ? outcome.reply() : decision.text();
        return response.mutate()
                .chatResponse(ChatResponse.builder()
                        .from(answer)
                        .generations(List.of(LoopEnd.generation(decision, text, List.of())))
                        .build())
                .build();
    }

    @Override
    public Flux<ChatClientResponse> adviseStream(ChatClientRequest request, StreamAdvisorChain chain) {
        if (!(request.context().get(GuardContextKeys.TURN) instanceof Turn turn)) {
            return chain.nextStream(request);
        }
        return Flux.defer(() -> {
            CountedRound counted = CountedRound.open(turn.run(), request.prompt());
            if (counted.refusal() != null) {
                return Flux.just(refused(request, counted.refusal()));
            }
            StreamedRound round = new StreamedRound(turn, counted);
            return chain.copy(this)
                    .nextStream(request)
                    .doOnNext(response -> round.add(response.chatResponse()))
                    .doOnComplete(round::complete)
                    .doOnError(counted::failed)
                    .doOnCancel(round::brokenOff);
        });
    }
}
