package dev.guardedtool.autoconfigure.store;

import dev.guardedtool.autoconfigure.Store;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Asks the configuration where subjects are to be kept. */
final class OnStore extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        MergedAnnotation<ConditionalOnStore> asked = metadata.getAnnotations().get(ConditionalOnStore.class);
        List<Store> wanted = List.of(asked.getEnumArray("value", Store.class));
        StoredSubject[] subjects = asked.getEnumArray("subjects", StoredSubject.class);
        Binder binder = Binder.get(context.getEnvironment());
        ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnStore.class);
        return Arrays.stream(subjects.length == 0 ? StoredSubject.values() : subjects)
                .filter(subject -> wanted.contains(subject.keptIn(binder)))
                .findFirst()
                .map(subject -> ConditionOutcome.match(message.because(subject + " are kept in " + wanted)))
                .orElseGet(() -> ConditionOutcome.noMatch(message.because("nothing of it is kept in " + wanted)));
    }
}
