package dev.guardedtool.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardEventListener;
import dev.guardedtool.GuardReason;
import dev.guardedtool.GuardTexts;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.ErrorClassifier;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.GuardModule;
import dev.guardedtool.check.Phase;
import dev.guardedtool.effect.EffectLedger;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.expression.ExpressionCompiler;
import dev.guardedtool.policy.Access;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.ToolPolicy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.client.HttpServerErrorException;

class GuardAutoConfigurationTests {

    private static final String KEY = "guard.secret-key=a key of sixteen bytes";

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withPropertyValues(KEY)
            .withConfiguration(AutoConfigurations.of(GuardAutoConfiguration.class));

    @Test
    void guardsByDefault() {
        context.run(application -> assertThat(application)
                .hasSingleBean(Guard.class)
                .hasSingleBean(GuardPolicy.class)
                .hasSingleBean(GuardTexts.class)
                .hasSingleBean(ErrorClassifier.class)
                .hasSingleBean(ExpressionCompiler.class));
    }

    @Test
    void holdsTheDefaultPolicyWhereNothingIsSaid() {
        context.run(application -> {
            GuardPolicy policy = application.getBean(GuardPolicy.class);
            assertThat(policy.mode()).isEqualTo(GuardPolicy.defaults().mode());
            assertThat(policy.faults()).isEqualTo(GuardPolicy.defaults().faults());
            assertThat(policy.effects()).isEqualTo(GuardPolicy.defaults().effects());
            assertThat(policy.toolDefaults()).isEqualTo(ToolPolicy.NONE);
            assertThat(policy.tools()).isEmpty();
        });
    }

    @Test
    void findsAWrongPolicyAtStartEvenWhereBeansAreLazy() {
        context.withInitializer(application ->
                        application.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .withPropertyValues("guard.loops.repeat.threshold=0")
                .run(application -> assertThat(application).hasFailed());
    }

    @Test
    void leavesNothingBehindWhenSwitchedOff() {
        context.withPropertyValues("guard.enabled=false")
                .run(application -> assertThat(application.getBeanDefinitionNames())
                        .noneMatch(name -> name.toLowerCase().contains("guard")));
    }

    @Test
    void theReferenceProfileYieldsToWhatIsSaid() {
        context.withPropertyValues("guard.profile=reference", "guard.tools.refund.max-calls=2", "guard.mode=warn")
                .run(application -> {
                    GuardPolicy policy = application.getBean(GuardPolicy.class);
                    GuardPolicy reference = GuardPolicy.reference();
                    assertThat(policy.faults()).isEqualTo(reference.faults());
                    assertThat(policy.mode().name()).isEqualTo("WARN");
                    assertThat(policy.tools().get(ToolName.of("refund")))
                            .isEqualTo(ToolPolicy.builder()
                                    .maxCalls(2)
                                    .build()
                                    .over(reference.tools().get(ToolName.of("refund"))));
                    assertThat(policy.tools()).containsKey(ToolName.of("search_kb"));
                });
    }

    @Test
    void everyBeanOfTheUserWins() {
        wins(GuardPolicy.class, GuardPolicy.reference());
        wins(
                Guard.class,
                Guard.builder(GuardPolicy.defaults()).secretKey(new byte[32]).build());
        wins(GuardTexts.class, (why, tool) -> "");
        wins(ErrorClassifier.class, mock(ErrorClassifier.class));
        wins(ExpressionCompiler.class, ExpressionCompiler.plainPaths());
    }

    private <T> void wins(Class<T> type, T bean) {
        context.withBean("own", type, () -> bean)
                .run(application -> assertThat(application).getBean(type).isSameAs(bean));
    }

    @Test
    void customizersChangeThePolicyInTheirOrder() {
        GuardPolicyCustomizer one = policy -> policy.withRates(policy.rates().withMaxCallsPerTool(1));
        GuardPolicyCustomizer tenfold = policy -> policy.withRates(
                policy.rates().withMaxCallsPerTool(10 * policy.rates().maxCallsPerTool()));
        context.withBean("z", GuardPolicyCustomizer.class, () -> one, definition -> order(definition, 1))
                .withBean("a", GuardPolicyCustomizer.class, () -> tenfold, definition -> order(definition, 2))
                .run(application -> assertThat(
                                application.getBean(GuardPolicy.class).rates().maxCallsPerTool())
                        .isEqualTo(10));
    }

    private static void order(BeanDefinition definition, int order) {
        definition.setAttribute(AbstractBeanDefinition.ORDER_ATTRIBUTE, order);
    }

    @Test
    void deniesATool() {
        context.withPropertyValues("guard.tools.delete_account.access=deny")
                .run(application ->
                        assertThat(decide(application, "delete_account")).isEqualTo(GuardReason.POLICY_DENY.code()));
    }

    @Test
    void declarationsAreWeakerThanTheToolsPropertiesAndStrongerThanTheDefaults() {
        ToolPolicy deny = ToolPolicy.builder().access(Access.DENY).build();
        context.withPropertyValues("guard.defaults.access=allow", "guard.tools.b.access=allow")
                .withBean(
                        GuardedToolDeclarations.class,
                        () -> () -> Map.of(ToolName.of("a"), deny, ToolName.of("b"), deny))
                .run(application -> {
                    assertThat(decide(application, "a")).isEqualTo(GuardReason.POLICY_DENY.code());
                    assertThat(decide(application, "b")).isEqualTo(GuardReason.ALLOW.code());
                    assertThat(decide(application, "c")).isEqualTo(GuardReason.ALLOW.code());
                });
    }

    @Test
    void checksAndModulesOfTheApplicationJoinTheChain() {
        context.withBean("check", GuardCheck.class, () -> new Refusing("a"))
                .withBean("module", GuardModule.class, () -> GuardModule.of(new Refusing("b")))
                .run(application -> {
                    assertThat(decide(application, "a")).isEqualTo("refused_a");
                    assertThat(decide(application, "b")).isEqualTo("refused_b");
                    assertThat(decide(application, "c")).isEqualTo(GuardReason.ALLOW.code());
                });
    }

    private record Refusing(String tool) implements GuardCheck {

        @Override
        public int order() {
            return Phase.RISK.at(5);
        }

        @Override
        public Decision check(CallView call) {
            return call.tool().value().equals(tool) ? Decision.block(Explanation.of(() -> "refused_" + tool)) : null;
        }
    }

    @Test
    void everyListenerIsTold() {
        List<GuardEvent> first = new ArrayList<>();
        List<GuardEvent> second = new ArrayList<>();
        context.withBean("first", GuardEventListener.class, () -> first::add)
                .withBean("second", GuardEventListener.class, () -> second::add)
                .run(application -> decide(application, "a"));

        assertThat(first).isNotEmpty().isEqualTo(second);
    }

    @Test
    void aSingleClockTellsTheTime() {
        Instant noon = Instant.parse("2030-01-01T12:00:00Z");
        context.withBean(Clock.class, () -> Clock.fixed(noon, ZoneOffset.UTC)).run(application -> {
            try (GuardRun run = application.getBean(Guard.class).open(RunContext.anonymous())) {
                assertThat(run.now()).isEqualTo(noon);
            }
        });
    }

    @Test
    void anEffectLedgerOfTheApplicationIsAsked() {
        EffectLedger ledger = mock(EffectLedger.class, call -> {
            if (call.getMethod().getName().equals("lease")) {
                return null;
            }
            throw new IllegalStateException("unreachable");
        });
        context.withPropertyValues("guard.tools.refund.effect=once", "guard.tools.refund.key=#orderId")
                .withBean(EffectLedger.class, () -> ledger)
                .run(application -> assertThat(decide(application, "refund")).isNotEqualTo(GuardReason.ALLOW.code()));
    }

    @Test
    void theStatusOfAWebClientsExceptionIsTheError() {
        context.run(application -> assertThat(result(application, new HttpServerErrorException(HttpStatus.BAD_GATEWAY)))
                .extracting(ToolResult::error)
                .isEqualTo("502"));
    }

    @Test
    void withoutAWebClientOtherFailuresAreStillKnown() {
        context.withClassLoader(new FilteredClassLoader("org.springframework.web"))
                .run(application -> assertThat(result(application, new java.net.ConnectException()))
                        .extracting(ToolResult::error)
                        .isEqualTo("connection_error"));
    }

    private static ToolResult result(ApplicationContext application, Exception failure) {
        return application.getBean(ErrorClassifier.class).resultOf(new IllegalStateException("wrapped", failure));
    }

    @Test
    void aMessageOfTheApplicationReplacesTheText() {
        StaticMessageSource messages = new StaticMessageSource();
        messages.addMessage("guard.policy_deny", LocaleContextHolder.getLocale(), "{tool} geht nicht.");
        context.withPropertyValues("guard.tools.a.access=deny", "guard.tools.b.access=human")
                .withBean("messageSource", StaticMessageSource.class, () -> messages)
                .run(application -> {
                    assertThat(text(application, "a")).isEqualTo("a geht nicht.");
                    assertThat(text(application, "b")).contains("needs the consent of a person");
                });
    }

    private static String text(ApplicationContext application, String tool) {
        return decision(application, tool, Decision::text);
    }

    private static String decide(ApplicationContext application, String tool) {
        return decision(application, tool, decision -> decision.reason().code());
    }

    private static String decision(ApplicationContext application, String tool, Function<Decision, String> look) {
        try (GuardRun run = application.getBean(Guard.class).open(RunContext.anonymous())) {
            return look.apply(run.check(ToolCall.of(tool, "{\"orderId\":\"A1\"}")));
        }
    }
}
