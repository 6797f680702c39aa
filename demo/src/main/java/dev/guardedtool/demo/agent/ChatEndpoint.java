package dev.guardedtool.demo.agent;

import dev.guardedtool.demo.script.Scenario;
import dev.guardedtool.demo.script.Scenarios;
import dev.guardedtool.demo.shop.SideEffects;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Asks the agent over HTTP. All requests work on one database, so that repeated ones show what the guard remembers. */
@RestController
class ChatEndpoint {

    private final SupportAgent agent;
    private final Scenarios scenarios;
    private final JdbcClient jdbc;

    ChatEndpoint(SupportAgent agent, Scenarios scenarios, JdbcClient jdbc) {
        this.agent = agent;
        this.scenarios = scenarios;
        this.jdbc = jdbc;
    }

    @PostMapping("/chat")
    Answer chat(@RequestBody Question question) {
        Scenario scenario = scenarios
                .named(question.scenario())
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "There is no scenario '" + question.scenario() + "'."));
        String message = question.message() == null ? scenario.user() : question.message();
        ChatResponse response = agent.serve(scenario, message);
        String reply = response == null || response.getResult() == null
                ? null
                : response.getResult().getOutput().getText();
        return new Answer(reply == null ? "" : reply, SideEffects.in(jdbc));
    }

    /**
     * What is asked.
     *
     * @param scenario the scenario that the scripted model plays
     * @param message what the customer writes; by default what the scenario says
     */
    record Question(String scenario, @Nullable String message) {}

    /**
     * What the agent said.
     *
     * @param sideEffects of all requests so far
     */
    record Answer(String reply, SideEffects sideEffects) {}
}
