package dev.guardedtool.autoconfigure;

import dev.guardedtool.recording.RecordingModule;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;

/** Auto-configuration of the recording of runs. The guard finds it among its modules. */
@AutoConfiguration(after = GuardAutoConfiguration.class)
@Conditional(OnGuardEnabled.class)
@ConditionalOnProperty("guard.record.file")
public final class GuardRecordingAutoConfiguration {

    private static final String NAMELESS = "application";

    @Bean
    @ConditionalOnMissingBean
    RecordingModule guardRecording(GuardProperties properties, Environment environment) {
        RecordProperties record = properties.record();
        String application = environment.getProperty("spring.application.name");
        String dataset = application == null || application.isBlank() ? NAMELESS : application;
        return new RecordingModule(record.policy(dataset), record.queue(), record.sink());
    }
}
