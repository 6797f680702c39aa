package dev.guardedtool.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
class DemoApplicationTests {

    @Autowired
    private ToolCallingManager toolCallingManager;

    @Test
    void startsWithSpringAiButWithoutAModel() {
        assertThat(toolCallingManager).isNotNull();
    }
}
