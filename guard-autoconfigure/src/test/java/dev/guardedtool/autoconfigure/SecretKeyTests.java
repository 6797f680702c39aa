package dev.guardedtool.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.guardedtool.engine.Guard;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class SecretKeyTests {

    @Test
    void textIsItsBytes() {
        assertThat(SecretKey.bytes("sixteen letters ")).isEqualTo("sixteen letters ".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void bytesCountAndNotLetters() {
        assertThat(SecretKey.bytes("ääääääää")).hasSize(16);
    }

    @Test
    void prefixesSayHowBytesAreWritten() {
        assertThat(SecretKey.bytes("hex:000102030405060708090a0b0c0d0e0f"))
                .isEqualTo(SecretKey.bytes("base64:AAECAwQFBgcICQoLDA0ODw=="))
                .hasSize(16);
    }

    @Test
    void aMissingKeyIsWarnedAboutOnce() {
        Logger logger = (Logger) LoggerFactory.getLogger("dev.guardedtool");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
        try {
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(GuardAutoConfiguration.class))
                    .run(application -> assertThat(application).hasSingleBean(Guard.class));
        } finally {
            logger.setAdditive(true);
            logger.detachAppender(log);
        }

        assertThat(log.list)
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage()).startsWith("No secret key is set"));
    }
}
