package dev.guardedtool.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import dev.guardedtool.GuardTexts;
import dev.guardedtool.autoconfigure.actuate.GuardCoverage;
import dev.guardedtool.autoconfigure.actuate.GuardEffectsEndpoint;
import dev.guardedtool.autoconfigure.actuate.GuardEndpoint;
import dev.guardedtool.autoconfigure.springai.GuardedCallbacks;
import dev.guardedtool.budget.BudgetGateway;
import dev.guardedtool.check.ErrorClassifier;
import dev.guardedtool.effect.EffectLedger;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.expression.ExpressionCompiler;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.recording.RecordingModule;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.mcp.ToolContextToMcpMetaConverter;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Where an application has a bean of its own, ours of that type is not made. */
class UserBeansWinTests {

    @TempDir
    static Path folder;

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(OwnAutoConfigurations.with())
            .withPropertyValues(
                    "guard.secret-key=0123456789abcdef",
                    "guard.budget.gateway.url=http://localhost:1/",
                    "guard.record.file=" + folder.resolve("runs.jsonl"),
                    "management.endpoints.web.exposure.include=guard,guardeffects")
            .withPropertyValues("guard.store=jdbc", "guard.jdbc.initialize-schema=always")
            .withBean(DataSource.class, () -> new DriverManagerDataSource("jdbc:h2:mem:own;DB_CLOSE_DELAY=-1"));

    static Stream<Class<?>> replaceable() {
        return OwnAutoConfigurations.all().stream()
                .flatMap(type -> Stream.concat(Stream.of(type), Arrays.stream(type.getDeclaredClasses())))
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(UserBeansWinTests::isLeftToABeanOfItsType)
                .<Class<?>>map(Method::getReturnType)
                .distinct();
    }

    private static boolean isLeftToABeanOfItsType(Method method) {
        ConditionalOnMissingBean missing = method.getAnnotation(ConditionalOnMissingBean.class);
        return missing != null && missing.value().length == 0 && missing.name().length == 0;
    }

    @Test
    void theseCanBeReplaced() {
        assertThat(replaceable())
                .contains(
                        Guard.class,
                        GuardPolicy.class,
                        GuardTexts.class,
                        ErrorClassifier.class,
                        ExpressionCompiler.class,
                        Callers.class,
                        GuardedCallbacks.class,
                        PrincipalResolver.class,
                        ReactivePrincipalResolver.class,
                        ToolContextToMcpMetaConverter.class,
                        GuardCoverage.class,
                        GuardEndpoint.class,
                        GuardEffectsEndpoint.class,
                        BudgetGateway.class,
                        EffectLedger.class,
                        RecordingModule.class);
    }

    @ParameterizedTest
    @MethodSource("replaceable")
    void withoutABeanOfTheApplicationOursIsThere(Class<?> type) {
        contexts.run(context -> assertThat(context).hasSingleBean(type));
    }

    @ParameterizedTest
    @MethodSource("replaceable")
    void theBeanOfTheApplicationIsTheOnlyOne(Class<?> type) {
        with(type)
                .run(context ->
                        assertThat(context).hasNotFailed().getBeanNames(type).containsExactly("own"));
    }

    private <T> ApplicationContextRunner with(Class<T> type) {
        return contexts.withBean("own", type, () -> type.cast(own(type)));
    }

    private static Object own(Class<?> type) {
        return type == GuardPolicy.class ? GuardPolicy.reference() : mock(type);
    }
}
