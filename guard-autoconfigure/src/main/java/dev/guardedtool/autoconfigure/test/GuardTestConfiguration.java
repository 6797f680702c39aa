package dev.guardedtool.autoconfigure.test;

import dev.guardedtool.effect.EffectLedger;
import dev.guardedtool.policy.GuardPolicy;
import java.time.Clock;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** What a test with {@link GuardTest} has instead of a provider, a store and the time of day. */
@AutoConfiguration(
        beforeName = {
            "dev.guardedtool.autoconfigure.GuardAutoConfiguration",
            "org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration"
        })
class GuardTestConfiguration {

    @Bean
    @ConditionalOnMissingBean(ChatModel.class)
    ScriptedChatModel scriptedChatModel() {
        return new ScriptedChatModel();
    }

    @Bean
    @ConditionalOnMissingBean
    RecordedEvents recordedEvents() {
        return new RecordedEvents();
    }

    @Bean
    @ConditionalOnMissingBean(Clock.class)
    MutableClock mutableClock() {
        return MutableClock.at(FreshStart.TIME);
    }

    @Bean
    @ConditionalOnMissingBean(EffectLedger.class)
    ForgetfulLedger forgetfulLedger(ObjectProvider<GuardPolicy> policy, Clock clock) {
        return new ForgetfulLedger(() -> policy.getObject().effects().maxEntries(), clock);
    }

    @Bean
    @ConditionalOnMissingBean
    EffectLedger effectLedger(ForgetfulLedger ledger) {
        return ledger.ledger();
    }
}
