package dev.guardedtool.autoconfigure.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Effect;
import dev.guardedtool.GuardedTool;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.skyscreamer.jsonassert.JSONAssert;
import org.skyscreamer.jsonassert.JSONCompareMode;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The coverage report over HTTP, which nobody gets who was not meant to. */
class GuardEndpointHttpTests {

    @Test
    void theReportIsOneJsonObjectThatCannotBeWritten() throws Exception {
        HttpResponse<String> response;
        try (ConfigurableApplicationContext context = start("--management.endpoints.web.exposure.include=guard")) {
            response = send(context, "guard", "GET");
            assertThat(send(context, "guard", "POST").statusCode()).isEqualTo(405);
        }

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type"))
                .get()
                .asString()
                .contains("json");
        JSONAssert.assertEquals("""
                {
                  "mode": "enforce",
                  "complete": true,
                  "tools": [
                    {
                      "tool": "refund",
                      "bean": "shop",
                      "seenBy": ["LOOP", "METHOD"],
                      "unguarded": [],
                      "rules": {
                        "access": "allow",
                        "effect": "once",
                        "key": "#orderId",
                        "effectScope": "tenant",
                        "maxCalls": 3,
                        "circuit": "payments",
                        "timeout": "PT1M",
                        "ruledArgs": ["iban"],
                        "mode": "enforce"
                      }
                    }
                  ],
                  "circuits": [{"circuit": "payments", "state": "closed", "tools": ["refund"]}],
                  "unread": [],
                  "passing": [],
                  "offered": { "handling": "warn", "watched": false, "tools": [] }
                }
                """, response.body(), JSONCompareMode.LENIENT);
        assertThat(response.body()).doesNotContain("0123456789abcdef", "DE00");
    }

    @Test
    void whatIsLeftOfSharedLimitsIsThereBySubject() throws Exception {
        try (ConfigurableApplicationContext context = start(
                "--management.endpoints.web.exposure.include=guard",
                "--guard.tools.refund.rate-limit[0].max=2",
                "--guard.tools.refund.rate-limit[0].period=1d",
                "--guard.tools.refund.rate-limit[0].per=#iban")) {
            context.getBean(Shop.class).refund("A-1", "DE00");

            HttpResponse<String> response = send(context, "guard/rate", "GET");

            JSONAssert.assertEquals("""
                    {"rates": [{"tool": "refund", "per": "#iban", "period": "PT24H", "max": 2, "used": 1, "left": 1}]}
                    """, response.body(), JSONCompareMode.LENIENT);
            assertThat(response.body()).doesNotContain("DE00");
            assertThat(send(context, "guard/nothing", "GET").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void nothingIsThereUnlessItIsExposed() throws Exception {
        try (ConfigurableApplicationContext context = start("--management.endpoints.web.exposure.include=beans")) {
            assertThat(send(context, "beans", "GET").statusCode()).isEqualTo(200);
            assertThat(send(context, "guard", "GET").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void withoutAccessItIsClosedEvenWhereEverythingIsExposed() throws Exception {
        try (ConfigurableApplicationContext context =
                start("--management.endpoints.web.exposure.include=*", "--management.endpoint.guard.access=none")) {
            assertThat(send(context, "beans", "GET").statusCode()).isEqualTo(200);
            assertThat(send(context, "guard", "GET").statusCode()).isEqualTo(404);
        }
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        return new SpringApplicationBuilder(Application.class)
                .properties(
                        "server.port=0",
                        "server.shutdown=immediate",
                        "spring.main.banner-mode=off",
                        "spring.ai.mcp.client.enabled=false",
                        "spring.ai.mcp.server.enabled=false",
                        "guard.secret-key=0123456789abcdef0123456789abcdef",
                        "guard.tools.refund.max-calls=3",
                        "guard.tools.refund.circuit=payments",
                        "guard.tools.refund.timeout=1m",
                        "guard.tools.refund.argument-rules.iban.one-of=DE00")
                .run(arguments);
    }

    private static HttpResponse<String> send(ConfigurableApplicationContext context, String path, String method)
            throws IOException, InterruptedException {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/" + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        Shop shop() {
            return new Shop();
        }
    }

    public static class Shop {

        @Tool(description = "refunds")
        @GuardedTool(effect = Effect.ONCE, key = "#orderId")
        public String refund(String orderId, String iban) {
            return "refunded";
        }
    }
}
