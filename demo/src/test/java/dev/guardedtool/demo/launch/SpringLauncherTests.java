package dev.guardedtool.demo.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;

class SpringLauncherTests {

    private static final class Nothing {}

    @Test
    void takesSpringPropertiesOutOfTheArguments() {
        SpringLauncher launcher = SpringLauncher.of(
                Nothing.class, "demo", "--guard.mode=shadow", "--json-out", "x.json", "--gaurd.mode=warn");

        assertThat(launcher.remaining()).containsExactly("demo", "--json-out", "x.json", "--gaurd.mode=warn");
    }

    @Test
    void startsWithThePropertiesOfTheCommandLine() {
        SpringLauncher launcher = SpringLauncher.of(Nothing.class, "--demo.one=1", "--guard.enabled=maybe");

        Environment environment = launcher.with(
                WebApplicationType.NONE,
                Map.of("guard.enabled", "false"),
                starting -> {},
                ConfigurableApplicationContext::getEnvironment);

        assertThat(environment.getProperty("demo.one")).isEqualTo("1");
        assertThat(environment.getProperty("guard.enabled")).isEqualTo("false");
    }

    @Test
    void explainsWhatKeepsABeanFromBeingMadeOnDemand() {
        SpringLauncher launcher = SpringLauncher.of(Nothing.class);

        assertThatThrownBy(() -> launcher.with(
                        WebApplicationType.NONE,
                        Map.of("spring.main.lazy-initialization", "true"),
                        starting -> ((GenericApplicationContext) starting).registerBean(UnsatisfiedDependency.class),
                        context -> context.getBean(UnsatisfiedDependency.class)))
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("required a bean of type 'java.lang.Runnable'");
    }

    @Test
    void handsOnWhatTheWorkThrows() {
        IllegalStateException failure = new IllegalStateException("of the work");

        assertThatThrownBy(() -> SpringLauncher.of(Nothing.class)
                        .with(WebApplicationType.NONE, Map.of(), starting -> {}, context -> {
                            throw failure;
                        }))
                .isSameAs(failure);
    }

    private record UnsatisfiedDependency(Runnable missing) {}
}
