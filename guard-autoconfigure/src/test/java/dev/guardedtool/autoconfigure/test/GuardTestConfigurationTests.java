package dev.guardedtool.autoconfigure.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import dev.guardedtool.effect.EffectLedger;
import dev.guardedtool.policy.GuardPolicy;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class GuardTestConfigurationTests {

    private final ApplicationContextRunner contexts =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(GuardTestConfiguration.class));

    @Test
    void beansOfTheApplicationWin() {
        wins(Clock.class, Clock.systemUTC());
        wins(ChatModel.class, mock(ChatModel.class));
        wins(EffectLedger.class, mock(EffectLedger.class));
        wins(RecordedEvents.class, new RecordedEvents());
    }

    private <T> void wins(Class<T> type, T bean) {
        contexts.withBean("policy", GuardPolicy.class, GuardPolicy::defaults)
                .withBean("own", type, () -> bean)
                .run(context -> assertThat(context).getBean(type).isSameAs(bean));
    }
}
