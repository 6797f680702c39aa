package dev.guardedtool.autoconfigure.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Effect;
import dev.guardedtool.EffectReference;
import dev.guardedtool.GuardedTool;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.aop.GuardAspectAutoConfiguration;
import dev.guardedtool.autoconfigure.springai.GuardSpringAiAutoConfiguration;
import io.micrometer.observation.ObservationRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.mcp.annotation.McpTool;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.function.FunctionToolCallback;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What keeps a tool from being guarded is said when the application starts, not when the tool is called. */
@ExtendWith(OutputCaptureExtension.class)
class StartupChecksTests {

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    AopAutoConfiguration.class,
                    ToolCallingAutoConfiguration.class,
                    GuardAutoConfiguration.class,
                    GuardSpringAiAutoConfiguration.class,
                    GuardAspectAutoConfiguration.class,
                    GuardStartupAutoConfiguration.class))
            .withPropertyValues("guard.secret-key=0123456789abcdef0123456789abcdef");

    @Test
    void aPrivateToolOfAGuardedClassFails() {
        fails(contexts.withBean(PrivateTool.class), "PrivateTool.hidden is private", "Make it public");
    }

    @Test
    void aFinalToolOfAGuardedClassFails() {
        fails(contexts.withBean(FinalTool.class), "FinalTool.fixed is final", "Make it public and not final");
    }

    @Test
    void aPrivateGuardedMethodFails() {
        fails(contexts.withBean(PrivateGuarded.class), "PrivateGuarded.hidden is private", "Make it public");
    }

    @Test
    void aStaticGuardedMethodFails() {
        fails(
                contexts.withBean(StaticGuarded.class),
                "StaticGuarded.shared carries @GuardedTool but is static",
                "bean");
    }

    @Test
    void aFinalClassFailsBeforeItsProxyDoes() {
        fails(contexts.withBean(FinalClass.class), "FinalClass (bean '", "Remove 'final'");
    }

    @Test
    void aNameOfAnEffectThatIsNoTextFails() {
        fails(contexts.withBean(CountedReference.class), "CountedReference.refund has an @EffectReference", "a String");
    }

    @Test
    void aNameOfAnEffectThatClientsOfAServerWouldBeShownFails() {
        fails(contexts.withBean(ServedReference.class), "ServedReference.refund is an @McpTool", "Make it a @Tool");
    }

    static class CountedReference {

        @Tool
        @GuardedTool(effect = Effect.ONCE, key = "#orderId")
        public String refund(String orderId, @EffectReference Long reference) {
            return orderId + reference;
        }
    }

    static class ServedReference {

        @McpTool
        @GuardedTool(effect = Effect.ONCE, key = "#orderId")
        public String refund(String orderId, @EffectReference String reference) {
            return orderId + reference;
        }
    }

    @Test
    void aProxyOfInterfacesAloneFails() {
        fails(
                contexts.withBean(Behind.class).withPropertyValues("spring.aop.proxy-target-class=false"),
                "Behind.tool cannot be called",
                "Set spring.aop.proxy-target-class to true");
    }

    @Test
    void anAnnotationThatNobodyReadsFails() {
        fails(
                contexts.withUserConfiguration(Misplaced.class),
                "The method that makes the bean 'one' carries @GuardedTool",
                "Put the annotation on the methods of the bean");
    }

    @Test
    void twoMethodsOfOneNameFail() {
        fails(
                contexts.withBean(One.class).withBean(Other.class),
                "The tool name 'same' is that of more than one method",
                "Give each a name of its own");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "requires[0].arg=orderid,requires[0].kind=order",
                "argument-sources[0].arg=orderid,argument-sources[0].from=user",
                "argument-rules.orderid.min=1",
                "argument-rules.orderId.expression=#orderid != 'A-1'",
                "require-args=orderid",
                "key=#orderid",
                "key=#orderid + '-' + #parcels[0]",
                "key-arg=orderid",
                "effect-when=#result.order == #orderid",
                "rate-limit[0].max=1,rate-limit[0].period=1m,rate-limit[0].per=#orderid",
                "proves[0].kind=order,proves[0].extract=#orderid"
            })
    void aRuleAboutAnArgumentThatIsNotThereFails(String settings) {
        fails(paying(settings), "argument 'orderid' of the tool 'pay'", "Did you mean 'orderId'?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "requires[0].arg=parcels.ids,requires[0].kind=x",
                "key=#parcels[0].ids",
                "proves[0].kind=parcel,proves[0].extract=#parcels.![ids]"
            })
    void aRuleAboutAPartOfAnArgumentThatIsNotThereFails(String settings) {
        fails(paying(settings), "argument 'parcels.ids' of the tool 'pay'", "It has: orderId, parcels.");
    }

    private ApplicationContextRunner paying(String settings) {
        String[] properties = Arrays.stream(settings.split(","))
                .map(setting -> "guard.tools.pay." + setting)
                .toArray(String[]::new);
        return contexts.withBean(Paying.class).withPropertyValues(properties);
    }

    @Test
    void aRuleAboutAnArgumentThatIsThereDoesNot() {
        contexts.withBean(Paying.class)
                .withPropertyValues(
                        "guard.defaults.require-args=tenant",
                        "guard.defaults.rate-limit[0].max=9",
                        "guard.defaults.rate-limit[0].period=1m",
                        "guard.defaults.rate-limit[0].per=#userId",
                        "guard.tools.pay.key=#orderId + #parcels.?[#this.id == #orderId].size",
                        "guard.tools.pay.effect-when=#result.done && #parcels[0].id == #orderId",
                        "guard.tools.pay.proves[0].kind=parcel",
                        "guard.tools.pay.proves[0].extract=#result.![id]",
                        "guard.tools.pay.requires[0].arg=parcels.id",
                        "guard.tools.pay.requires[0].kind=parcel",
                        "guard.tools.pay.argument-sources[0].arg=orderId",
                        "guard.tools.pay.argument-sources[0].from=user")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void twoBeansOfOneClassDoNot() {
        contexts.withBean("first", One.class)
                .withBean("second", One.class)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void privateAndFinalToolsOfUnguardedClassesAreSpringsBusiness(CapturedOutput output) {
        contexts.withBean(Unguarded.class).run(context -> assertThat(context).hasNotFailed());

        assertThat(output).doesNotContain("Unguarded");
    }

    @Test
    void aSoundToolIsNotTalkedAbout(CapturedOutput output) {
        contexts.withBean(One.class)
                .withPropertyValues("guard.tools.same.max-calls=39")
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output).doesNotContain("StartupInspection");
    }

    @ParameterizedTest
    @ValueSource(strings = {"warn", "off"})
    void whatFailsCanBeMadeAWarningOrSilent(String mode, CapturedOutput output) {
        contexts.withBean(PrivateTool.class)
                .withPropertyValues("guard.startup-checks=" + mode)
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output.toString().split("PrivateTool.hidden is private", -1)).hasSize(mode.equals("warn") ? 2 : 1);
    }

    @Test
    void aClassThatIsNotPublicIsAWarning(CapturedOutput output) {
        contexts.withBean(Hidden.class).run(context -> assertThat(context).hasNotFailed());

        assertThat(output).contains("Hidden (bean '", "is not public", "Make the class public.");
    }

    @Test
    void aToolThatNobodyDeclaresIsAWarningWithTheNearestName(CapturedOutput output) {
        contexts.withBean(One.class)
                .withUserConfiguration(Callbacks.class)
                .withPropertyValues(
                        "guard.tools.sam.max-calls=1",
                        "guard.tools.function.max-calls=1",
                        "guard.tools.notHereToBeSure.access=deny",
                        "guard.tools.functoin.access=deny",
                        "guard.tools.somethingElse.max-calls=1")
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output)
                .contains("No bean declares the tool 'sam' that guard.tools speaks of. Did you mean 'same'?")
                .contains("No bean declares the tool 'somethingElse' that guard.tools speaks of. That is fine if")
                .contains("No bean declares the tool 'functoin' that guard.tools speaks of. Did you mean 'function'?")
                .doesNotContain("the tool 'function'", "notHereToBeSure");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "same.max-calls=40|x=y|Spring AI ends the turn after 40 calls"
                        + " (spring.ai.tools.limits.max-calls-per-tool-default)",
                "same.max-calls=9|max-calls-per-tool.same=5|ends the turn after 5 calls"
                        + " (spring.ai.tools.limits.max-calls-per-tool.same)",
                "same.max-calls=200|excluded-tools=same|ends the turn after 150 calls"
                        + " (spring.ai.tools.limits.max-total-tool-calls)"
            })
    void aLimitOfSpringAiThatComesFirstIsAWarningWithBothFigures(String row, CapturedOutput output) {
        String[] said = row.split("\\|");

        contexts.withBean(One.class)
                .withPropertyValues("guard.tools." + said[0], "spring.ai.tools.limits." + said[1])
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output).contains(said[2], "call 'same' " + said[0].substring(said[0].indexOf('=') + 1) + " times");
    }

    @ParameterizedTest
    @ValueSource(strings = {"max-calls-per-tool-default=-1", "max-calls-per-tool-default=41", "excluded-tools=same"})
    void aLimitOfSpringAiThatDoesNotIsNot(String theirs, CapturedOutput output) {
        contexts.withBean(One.class)
                .withPropertyValues("guard.tools.same.max-calls=40", "spring.ai.tools.limits." + theirs)
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output).doesNotContain("Spring AI ends the turn");
    }

    @Test
    void withoutProxiesItIsSaidThatCallsFromJavaPass(CapturedOutput output) {
        contexts.withBean(One.class)
                .withPropertyValues("spring.aop.auto=false")
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output).contains("has methods with @GuardedTool but no proxy");
    }

    @Test
    void refusingUnguardedToolsWithoutAnybodyToSeeThemFails() {
        fails(
                contexts.withPropertyValues("guard.unguarded-tools=fail"),
                "there is no ObservationRegistry",
                "set guard.unguarded-tools=warn");
        fails(
                contexts.withPropertyValues("guard.unguarded-tools=fail")
                        .withBean(ObservationRegistry.class, () -> ObservationRegistry.NOOP),
                "there is no ObservationRegistry",
                "set guard.unguarded-tools=warn");
    }

    @Test
    void withARegistryItDoesNot() {
        contexts.withPropertyValues("guard.unguarded-tools=fail")
                .withBean(ObservationRegistry.class, ObservationRegistry::create)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void withoutARegistryNamingThemIsNotTalkedAbout(CapturedOutput output) {
        contexts.run(context -> assertThat(context).hasNotFailed());

        assertThat(output).doesNotContain("ObservationRegistry");
    }

    private static void fails(ApplicationContextRunner contexts, String problem, String action) {
        contexts.run(context -> {
            assertThat(context).hasFailed();
            FailureAnalysis analysis =
                    Objects.requireNonNull(new StartupFindingsFailureAnalyzer().analyze(context.getStartupFailure()));
            assertThat(analysis.getDescription()).contains(problem);
            assertThat(analysis.getAction()).contains(action, "guard.startup-checks=warn");
        });
    }

    public static class PrivateTool {

        @GuardedTool
        public void guarded() {}

        @Tool
        private void hidden() {}
    }

    public static class FinalTool {

        @GuardedTool
        public void guarded() {}

        @Tool
        public final void fixed() {}
    }

    public static class PrivateGuarded {

        @GuardedTool
        private void hidden() {}
    }

    public static class StaticGuarded {

        @GuardedTool
        public static void shared() {}
    }

    public static final class FinalClass {

        @Tool
        @GuardedTool
        public void tool() {}
    }

    public interface Front {

        void other();
    }

    public static class Behind implements Front {

        @Tool
        @GuardedTool
        public void tool() {}

        @Override
        public void other() {}
    }

    public static class One {

        @Tool(name = "same")
        @GuardedTool
        public void one() {}
    }

    public static class Other {

        @Tool(name = "same")
        public void other() {}
    }

    public static class Unguarded {

        @Tool
        private void hidden() {}

        @Tool
        public final void fixed() {}
    }

    static class Hidden {

        @Tool
        @GuardedTool
        public void tool() {}
    }

    @Configuration(proxyBeanMethods = false)
    static class Callbacks {

        @Bean
        @GuardedTool
        ToolCallback function() {
            return FunctionToolCallback.builder("function", (String input) -> input)
                    .description("a function")
                    .inputType(String.class)
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Misplaced {

        @Bean
        @GuardedTool(maxCalls = 1)
        One one() {
            return new One();
        }

        @Bean
        @GuardedTool(maxCalls = 1)
        ToolCallback callback() {
            return FunctionToolCallback.builder("read", (String input) -> input)
                    .description("read")
                    .inputType(String.class)
                    .build();
        }
    }

    static class Paying {

        record Parcel(String id) {}

        @Tool(name = "pay")
        public void pay(String orderId, List<Parcel> parcels) {}
    }
}
