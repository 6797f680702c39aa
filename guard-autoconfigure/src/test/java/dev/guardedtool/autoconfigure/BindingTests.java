package dev.guardedtool.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Mode;
import dev.guardedtool.Money;
import dev.guardedtool.ToolName;
import dev.guardedtool.policy.Access;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.ToolPolicy;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class BindingTests {

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withPropertyValues("guard.secret-key=a key of sixteen bytes")
            .withConfiguration(AutoConfigurations.of(GuardAutoConfiguration.class));

    private GuardPolicy bind(String yaml) {
        GuardPolicy[] policy = new GuardPolicy[1];
        context.withInitializer(Yaml.of(yaml)).run(application -> policy[0] = application.getBean(GuardPolicy.class));
        return policy[0];
    }

    @Test
    void theExampleOfTheReadmeBinds() {
        GuardPolicy policy = bind("""
                guard:
                  mode: enforce
                  budget:
                    max-cost-per-run: 1.00
                  tools:
                    search_kb:
                      max-calls: 5
                      cost: 0.03
                      query-args: [query]
                    delete_account:
                      access: deny
                      reason: "Too risky"
                """);

        assertThat(policy.mode()).isEqualTo(Mode.ENFORCE);
        assertThat(policy.budget().maxCostPerRun()).isEqualTo(Money.of("1"));
        assertThat(policy.tools()).containsOnlyKeys(ToolName.of("search_kb"), ToolName.of("delete_account"));
        assertThat(policy.tools().get(ToolName.of("search_kb")))
                .isEqualTo(ToolPolicy.builder()
                        .maxCalls(5)
                        .cost(Money.of("0.03"))
                        .queryArgs(List.of("query"))
                        .build());
        assertThat(policy.tools().get(ToolName.of("delete_account")))
                .isEqualTo(ToolPolicy.builder()
                        .access(Access.DENY)
                        .reason("Too risky")
                        .build());
    }

    @Test
    void namesOfToolsAndArgumentsAreKeptAsWritten() {
        GuardPolicy policy = bind("""
                guard:
                  tools:
                    sendReply:
                      argument-rules:
                        orderId:
                          max-length: 9
                    "[a.b/C-d]":
                      max-calls: 1
                """);

        assertThat(policy.tools()).containsOnlyKeys(ToolName.of("sendReply"), ToolName.of("a.b/C-d"));
        assertThat(policy.tools().get(ToolName.of("sendReply")).argumentRules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.argument()).isEqualTo("orderId"));
    }

    @Test
    void pricesAreFoundByTheBeginningOfAName() {
        GuardPolicy policy = bind("""
                guard:
                  prices:
                    "[*]": {input: 1, output: 2}
                    gpt-5: {input: 3, output: 4}
                    "[claude-*]": {input: 5, output: 6}
                """);

        assertThat(policy.budget().prices().priceOf("gpt-5").orElseThrow().input())
                .isEqualTo(Money.of("3"));
        assertThat(policy.budget().prices().priceOf("claude-5").orElseThrow().input())
                .isEqualTo(Money.of("5"));
        assertThat(policy.budget().prices().priceOf("other").orElseThrow().input())
                .isEqualTo(Money.of("1"));
    }

    @Test
    void anEmptyListIsSaid() {
        GuardPolicy policy = bind("""
                guard:
                  defaults:
                    require-args: [orderId]
                  tools:
                    refund:
                      require-args: []
                """);

        assertThat(policy.tools().get(ToolName.of("refund")).requireArgs()).isEqualTo(Set.of());
    }

    @Test
    void thePropertiesNeverPrintTheKey() {
        context.withPropertyValues("guard.secret-key=the most secret of keys")
                .run(application -> assertThat(application.getBean(GuardProperties.class))
                        .extracting(Object::toString)
                        .asString()
                        .startsWith("GuardProperties[")
                        .doesNotContain("most secret"));
    }
}
