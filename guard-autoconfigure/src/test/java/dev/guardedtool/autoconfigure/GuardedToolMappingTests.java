package dev.guardedtool.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.guardedtool.Effect;
import dev.guardedtool.FactScope;
import dev.guardedtool.Mode;
import dev.guardedtool.Money;
import dev.guardedtool.OnDuplicate;
import dev.guardedtool.ToolName;
import dev.guardedtool.ValuePart;
import dev.guardedtool.policy.ArgumentRule;
import dev.guardedtool.policy.FactProof;
import dev.guardedtool.policy.FactRequirement;
import dev.guardedtool.policy.InvalidPolicyException;
import dev.guardedtool.policy.SourceRule;
import dev.guardedtool.policy.ToolPolicy;
import dev.guardedtool.policy.ToolRate;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardedToolMappingTests {

    @Test
    void attributesLeftAloneSayNothing() {
        assertThat(GuardedToolMapping.toPolicy("silent", AnnotatedTools.of("silent")))
                .isEqualTo(ToolPolicy.NONE);
    }

    @Test
    void everyAttributeIsRead() {
        assertThat(GuardedToolMapping.toPolicy("talkative", AnnotatedTools.of("talkative")))
                .isEqualTo(ToolPolicy.builder()
                        .effect(Effect.ONCE)
                        .key("#orderId")
                        .effectTtl(Duration.ofHours(12))
                        .onDuplicate(OnDuplicate.REFUSE)
                        .safeExceptions(Set.of(IllegalStateException.class.getName()))
                        .effectWhen("#result.ok == true")
                        .maxCalls(0)
                        .maxAttempts(7)
                        .rates(List.of(
                                new ToolRate(5, Duration.ofMinutes(1), "#orderId"),
                                new ToolRate(100, Duration.ofDays(1), "")))
                        .circuit("payments")
                        .timeout(Duration.ofSeconds(2))
                        .cost(Money.of("0.05"))
                        .risk("high")
                        .requireArgs(Set.of("orderId", "amount"))
                        .queryArgs(List.of("reason", "note"))
                        .ignoreArgs(Set.of("requestId"))
                        .proves(List.of(
                                new FactProof("order_id", "#result.![id]", FactScope.PRINCIPAL, Duration.ofMinutes(1))))
                        .requires(List.of(new FactRequirement("orderId", "order_id", "Look it up", true)))
                        .requiresCalls(List.of(ToolName.of("verify")))
                        .argumentRules(List.of(
                                new ArgumentRule(
                                        "amount",
                                        false,
                                        BigDecimal.ONE,
                                        new BigDecimal("99.5"),
                                        null,
                                        null,
                                        null,
                                        Set.of(),
                                        "#amount != #limit"),
                                new ArgumentRule(
                                        "order.currency", true, null, null, 3, null, null, Set.of("EUR", "CHF"), null)))
                        .argumentSources(
                                List.of(new SourceRule("url", SourceRule.sources("user"), ValuePart.HOST, true, false)))
                        .cacheTtl(Duration.ofSeconds(30))
                        .mode(Mode.SHADOW)
                        .build());
    }

    @Test
    void theFormOfAnArgumentIsRead() {
        assertThat(GuardedToolMapping.toPolicy("lowerCase", AnnotatedTools.of("lowerCase"))
                        .argumentRules())
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.pattern()).asString().isEqualTo("[a-z]+");
                    assertThat(rule.denyPattern()).asString().isEqualTo("drop");
                });
    }

    @Test
    void anArgumentMayBeTheKey() {
        assertThat(GuardedToolMapping.toPolicy("named", AnnotatedTools.of("named"))
                        .effects()
                        .keyArg())
                .isEqualTo("order-id");
    }

    @ParameterizedTest
    @CsvSource({
        "expensive, tools.expensive.cost",
        "rewarding, tools.rewarding.cost",
        "soon, tools.soon.cache-ttl",
        "never, tools.never.rate-limit[0].max",
        "rarely, tools.rarely.rate-limit[0].period",
        "perUser, tools.perUser.rate-limit[0].per",
        "twoKeys, tools.twoKeys.key-arg",
        "forEver, tools.forEver.effect-ttl",
        "patient, tools.patient.timeout",
        "impatient, tools.impatient.timeout",
        "later, tools.later.proves.order_id.ttl",
        "kindless, tools.kindless.proves",
        "pathless, tools.pathless.requires",
        "sourceless, tools.sourceless.argument-sources.url.from",
        "uncounted, tools.uncounted.argument-rules.amount.max",
        "unmatched, tools.unmatched.argument-rules.note.deny-pattern",
        "unruled, tools.unruled.argument-rules"
    })
    void whatCannotBeReadNamesToolAndAttribute(String tool, String property) {
        assertThatExceptionOfType(InvalidPolicyException.class)
                .isThrownBy(() -> GuardedToolMapping.toPolicy(tool, AnnotatedTools.of(tool)))
                .returns(property, InvalidPolicyException::property);
    }

    @Test
    void namingAnArgumentTwiceIsNamingItOnce() {
        assertThat(GuardedToolMapping.toPolicy("twice", AnnotatedTools.of("twice"))
                        .requireArgs())
                .isEqualTo(Set.of("orderId"));
    }
}
