package dev.guardedtool.autoconfigure.springai;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.content.Media;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.util.ClassUtils;

/** The tests run on the Spring AI that the build says they run on. */
class SpringAiVersionTests {

    private static final String EXPECTED = System.getProperty("spring-ai.version", "");

    @ParameterizedTest
    @ValueSource(
            classes = {
                ChatClient.class,
                Media.class,
                ToolCallingManager.class,
                ChatClientAutoConfiguration.class,
                ToolCallingAutoConfiguration.class
            })
    void isTheExpectedOne(Class<?> type) {
        assertThat(type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .endsWith("-" + EXPECTED + ".jar");
    }

    @ParameterizedTest
    @ValueSource(strings = "org.springframework.ai.model.tool.ToolCallLimitExceededException")
    void endsLoopsByExceptionsFrom201On(String type) {
        assertThat(ClassUtils.isPresent(type, null)).isEqualTo(!EXPECTED.equals("2.0.0"));
    }
}
