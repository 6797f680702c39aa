package dev.guardedtool.autoconfigure.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.GuardEvent;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.aop.GuardAspectAutoConfiguration;
import dev.guardedtool.autoconfigure.springai.GuardSpringAiAutoConfiguration;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** A WebFlux application with reactive security: many users at once, each call in the run of its own request. */
class WebFluxTests {

    private static final int USERS = 10;
    private static final int REQUESTS = 100;

    @Test
    void everyCallActsForTheUserOfItsRequest() {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.REACTIVE)
                .properties(
                        "server.port=0",
                        "spring.main.banner-mode=off",
                        "guard.secret-key=0123456789abcdef0123456789abcdef")
                .run()) {
            String base = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
            HttpClient client =
                    HttpClient.newBuilder().version(Version.HTTP_1_1).build();
            List<CompletableFuture<HttpResponse<String>>> responses = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                responses.add(client.sendAsync(request(base, i), BodyHandlers.ofString()));
            }

            assertThat(responses)
                    .allSatisfy(response -> assertThat(response.join().body()).contains("done"));

            RunLog log = context.getBean(RunLog.class);
            List<GuardEvent.Decided> decided = log.events(GuardEvent.Decided.class);
            assertThat(decided).hasSize(REQUESTS);
            assertThat(decided.stream()
                            .map(log::contextOf)
                            .map(run -> run.principal().name() + " " + run.session()))
                    .containsExactlyInAnyOrderElementsOf(expected());
            assertThat(context.getBean(Chats.class).ran).hasSize(REQUESTS);
        }
    }

    private static HttpRequest request(String base, int i) {
        String login = "user" + i % USERS + ":secret";
        return HttpRequest.newBuilder(URI.create(base + "/chat/" + i))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.US_ASCII)))
                .build();
    }

    private static List<String> expected() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            expected.add("user" + i % USERS + " " + i);
        }
        return expected;
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebFluxSecurity
    @ImportAutoConfiguration({
        AopAutoConfiguration.class,
        CodecsAutoConfiguration.class,
        NettyReactiveWebServerAutoConfiguration.class,
        HttpHandlerAutoConfiguration.class,
        WebFluxAutoConfiguration.class,
        ToolCallingAutoConfiguration.class,
        ChatClientAutoConfiguration.class,
        GuardAutoConfiguration.class,
        GuardSecurityAutoConfiguration.class,
        GuardSpringAiAutoConfiguration.class,
        GuardAspectAutoConfiguration.class
    })
    static class Application {

        @Bean
        SecurityWebFilterChain security(ServerHttpSecurity http) {
            return http.httpBasic(Customizer.withDefaults())
                    .authorizeExchange(exchange -> exchange.anyExchange().authenticated())
                    .build();
        }

        @Bean
        MapReactiveUserDetailsService users() {
            List<UserDetails> users = new ArrayList<>();
            for (int i = 0; i < USERS; i++) {
                users.add(User.withUsername("user" + i)
                        .password("{noop}secret")
                        .roles("USER")
                        .build());
            }
            return new MapReactiveUserDetailsService(users);
        }

        @Bean
        ScriptedChatModel chatModel() {
            return new ScriptedChatModel()
                    .otherwise(prompt -> prompt.getInstructions().size() > 1
                            ? ScriptedChatModel.text("done")
                            : ScriptedChatModel.toolCall("look", "{\"id\":\"1\"}"));
        }

        @Bean
        RunLog runLog() {
            return new RunLog();
        }

        @Bean
        Chats chats(ChatClient.Builder builder) {
            return new Chats(builder.build());
        }
    }

    @RestController
    static class Chats {

        final List<String> ran = new CopyOnWriteArrayList<>();
        private final ChatClient client;

        Chats(ChatClient client) {
            this.client = client;
        }

        @GetMapping(path = "/chat/{id}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        Flux<String> chat(@PathVariable("id") String id) {
            return client
                    .prompt("help")
                    .advisors(advisors -> advisors.param(ChatMemory.CONVERSATION_ID, id))
                    .tools(new Object() {
                        @Tool(description = "Look")
                        public String look(String value) {
                            ran.add(id);
                            return "found";
                        }
                    })
                    .stream()
                    .content();
        }
    }
}
