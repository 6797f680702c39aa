package dev.guardedtool.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import java.io.File;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * An application starts and guards its methods where a library is not on the class path. Conditions are not enough for
 * that: no class that they let through may need another one to be loaded.
 */
class LibrariesMissingTests {

    @Test
    void springAi() throws Exception {
        assertThat(beansWithout("spring-ai-.*|mcp-.*"))
                .contains("guard", "guardedToolAdvisor", "guardEndpoint")
                .doesNotContain("toolGuard", "mcpGuard", "guardOfferedTools");
    }

    @Test
    void springAiAndWhatItBrings() throws Exception {
        assertThat(beansWithout("spring-ai-.*|mcp-.*|micrometer-.*|reactor-.*|context-propagation-.*|spring-web.*"
                        + "|spring-boot-(actuator|webmvc|servlet|tomcat).*|tomcat-.*|lettuce-.*"))
                .contains("guard", "guardedToolAdvisor", "guardCoverage", "guardPrincipalResolver")
                .doesNotContain("guardReactivePrincipalResolver", "guardEndpoint", "guardRefusalMeters");
    }

    @Test
    void metersOfBreakers() throws Exception {
        assertThat(beansWithout("resilience4j-micrometer-.*"))
                .contains("guard", "guardRefusalMeters", "guardBudgetMeters")
                .doesNotContain("guardCircuitMeters");
    }

    @Test
    void mcpAndSecurityAndTheWeaver() throws Exception {
        assertThat(beansWithout("spring-ai-.*mcp.*|mcp-.*|spring-security-.*|aspectjweaver-.*"))
                .contains("guard", "guardedToolAdvisor", "toolGuard", "guardAdvisors", "guardOfferedTools")
                .doesNotContain("mcpGuard", "guardPrincipalResolver", "guardAccessDenialAdvisor");
    }

    @Test
    void theChatClientAndTheWebAndTheActuator() throws Exception {
        assertThat(
                        beansWithout(
                                "spring-ai-client-chat-.*|spring-ai-autoconfigure-model-chat-client-.*|spring-ai-.*mcp.*"
                                        + "|mcp-.*|spring-web.*|spring-security-web-.*|spring-boot-(actuator|webmvc|servlet|tomcat).*|tomcat-.*"))
                .contains("guard", "toolGuard", "guardOfferedTools", "guardErrorClassifier", "guardCoverage")
                .doesNotContain("guardAdvisors", "guardEndpoint");
    }

    @Test
    void redis() throws Exception {
        assertThat(beansWithout("spring-(boot-)?data-.*|lettuce-.*"))
                .contains("guard", "guardEndpoint")
                .doesNotContain("guardRedisHint");
    }

    @Test
    void theClientOfRedis() throws Exception {
        assertThat(beansWithout("lettuce-.*")).contains("guard");
    }

    @Test
    void aDatabase() throws Exception {
        String libraries = "spring-(boot-)?jdbc-.*";

        assertThat(beansWithout(libraries)).contains("guard").doesNotContain("guardStoreHint");
        assertThatException()
                .isThrownBy(() -> beansWithout(libraries, "--guard.stores.rates=jdbc"))
                .withStackTraceContaining("spring-boot-jdbc is not on the class path");
    }

    private static List<String> beansWithout(String libraries, String... settings) throws Exception {
        Pattern missing = Pattern.compile(libraries);
        URL[] path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry ->
                        !missing.matcher(entry.getFileName().toString()).matches())
                .map(LibrariesMissingTests::url)
                .toArray(URL[]::new);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(loader);
            Method start = loader.loadClass(StartedAlone.class.getName()).getDeclaredMethod("beans", String[].class);
            return List.of((String[]) start.invoke(null, (Object) settings));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL url(Path entry) {
        try {
            return entry.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
