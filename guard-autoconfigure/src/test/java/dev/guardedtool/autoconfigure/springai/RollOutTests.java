package dev.guardedtool.autoconfigure.springai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.GuardRecordingAutoConfiguration;
import dev.guardedtool.autoconfigure.GuardedToolDeclarations;
import dev.guardedtool.autoconfigure.aop.GuardAspectAutoConfiguration;
import dev.guardedtool.autoconfigure.springai.RecordedChatTests.Application;
import dev.guardedtool.autoconfigure.springai.RecordedChatTests.Shop;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel.Call;
import dev.guardedtool.check.ErrorClassifier;
import dev.guardedtool.expression.ExpressionCompiler;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.recording.Disclosure;
import dev.guardedtool.replay.RecordedEvent;
import dev.guardedtool.replay.RecordedRun;
import dev.guardedtool.replay.Replay;
import dev.guardedtool.replay.ReplayBuilder;
import dev.guardedtool.replay.ReplayedDecision;
import dev.guardedtool.replay.RunReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.test.util.AopTestUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Recorded in shadow, replayed with other thresholds, enforced: replay foretells what the application then does. */
class RollOutTests {

    private static final String BEFORE = "guard.loops.repeat.threshold=4";
    private static final String AFTER = "guard.loops.repeat.threshold=2";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Disclosure.class)
    void replayForetellsWhatEnforcingDoes(Disclosure disclosure) throws IOException {
        Path watched = folder.resolve("watched.jsonl");
        Path enforced = folder.resolve("enforced.jsonl");

        List<String> refunds = serve(watched, disclosure, "guard.mode=shadow", BEFORE);
        List<String> would = decided(watched);

        assertThat(refunds).containsExactly("A-2", "A-2", "A-3");
        assertThat(would)
                .containsExactly(
                        "1: 4 getOrder cache identical_toolcall_loop_cache",
                        "2: 3 refund cache idempotent_replay",
                        "4: 2 fails rewrite same_failure",
                        "4: 3 fails rewrite same_failure",
                        "4: 4 fails rewrite same_failure");
        assertThat(replayed(watched, BEFORE)).isEqualTo(would);

        List<String> foretold = replayed(watched, AFTER);
        assertThat(foretold)
                .containsExactly(
                        "1: 2 getOrder cache identical_toolcall_loop_cache",
                        "1: 3 getOrder cache identical_toolcall_loop_cache",
                        "1: 4 getOrder cache identical_toolcall_loop_cache",
                        "2: 3 refund cache idempotent_replay",
                        "4: 2 fails rewrite same_failure",
                        "4: 3 fails rewrite same_failure",
                        "4: 4 fails rewrite same_failure");

        assertThat(serve(enforced, disclosure, "guard.mode=enforce", AFTER)).containsExactly("A-2", "A-3");
        assertThat(decided(enforced)).isEqualTo(foretold);
    }

    /** Four turns of the same conversation script; answers which refunds were made. */
    private List<String> serve(Path file, Disclosure disclosure, String... properties) {
        String said = disclosure.name().toLowerCase(Locale.ROOT);
        List<String> refunds = new ArrayList<>();
        application(properties)
                .withPropertyValues(
                        "guard.record.file=" + file,
                        "guard.record.flush-within=1m",
                        "guard.record.arguments=" + said,
                        "guard.record.results=" + said,
                        "guard.record.texts=" + said)
                .run(context -> {
                    ScriptedChatModel model = context.getBean(ScriptedChatModel.class);
                    for (int i = 0; i < 4; i++) {
                        model.calls("getOrder", "{\"orderId\":\"A-1\"}");
                    }
                    ask(context, model.says("It is on its way."));
                    String refund = "{\"orderId\":\"A-2\",\"pin\":\"4711\"}";
                    model.saysAndCalls("I look it up.", new Call("getOrder", "{\"orderId\":\"A-2\"}"))
                            .calls("refund", refund)
                            .calls("refund", refund);
                    ask(context, model.says("Refunded."));
                    model.calls("getOrder", "{\"orderId\":\"A-3\"}")
                            .calls("refund", "{\"orderId\":\"A-3\",\"pin\":\"4711\"}");
                    ask(context, model.says("Refunded as well."));
                    for (int i = 0; i < 4; i++) {
                        model.calls("fails", "{\"orderId\":\"A-4\"}");
                    }
                    ask(context, model.says("I give up."));
                    refunds.addAll(AopTestUtils.<Shop>getUltimateTargetObject(context.getBean(Shop.class)).refunds);
                });
        return refunds;
    }

    private static void ask(ApplicationContext context, ScriptedChatModel scripted) {
        assertThat(scripted).isNotNull();
        context.getBean(ChatClient.Builder.class)
                .build()
                .prompt("help")
                .tools(context.getBean(Shop.class))
                .call()
                .content();
    }

    private List<String> replayed(Path file, String... properties) throws IOException {
        Replay replay = replay(properties);
        List<String> lines = new ArrayList<>();
        try (RunReader reader = RunReader.open(List.of(file))) {
            for (int run = 1; reader.hasNext(); run++) {
                RecordedRun recorded = reader.next();
                for (ReplayedDecision decision : replay.replay(recorded).decisions()) {
                    if (decision.intervention()) {
                        long call = recorded.events().stream()
                                .limit(decision.event() + 1L)
                                .filter(RecordedEvent.Call.class::isInstance)
                                .count();
                        lines.add(run + ": " + call + " " + decision.tool().value() + " "
                                + decision.type().code() + " "
                                + decision.reason().code());
                    }
                }
            }
        }
        return lines;
    }

    /** With all that an application says of its guard: properties, annotations, expressions, kinds of errors. */
    private Replay replay(String... properties) {
        AtomicReference<Replay> replay = new AtomicReference<>();
        application(properties).run(context -> {
            ReplayBuilder builder = Replay.builder(context.getBean(GuardPolicy.class))
                    .expressions(context.getBean(ExpressionCompiler.class))
                    .errors(context.getBean(ErrorClassifier.class));
            context.getBeanProvider(GuardedToolDeclarations.class)
                    .forEach(some -> some.declarations().forEach(builder::declared));
            replay.set(builder.build());
        });
        return replay.get();
    }

    private static List<String> decided(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        int run = 0;
        for (String line : Files.readAllLines(file)) {
            run++;
            int call = 0;
            for (JsonNode event : JsonMapper.shared().readTree(line).get("events")) {
                call += event.get("type").asString().equals("tool_call") ? 1 : 0;
                if (event.has("decision")) {
                    lines.add(run + ": " + call + " " + event.get("tool").asString() + " "
                            + event.get("decision").asString() + " "
                            + event.get("reason").asString());
                }
            }
        }
        return lines;
    }

    private static ApplicationContextRunner application(String... properties) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        AopAutoConfiguration.class,
                        ToolCallingAutoConfiguration.class,
                        ChatClientAutoConfiguration.class,
                        GuardAutoConfiguration.class,
                        GuardRecordingAutoConfiguration.class,
                        GuardSpringAiAutoConfiguration.class,
                        GuardAspectAutoConfiguration.class))
                .withUserConfiguration(Application.class)
                .withPropertyValues("guard.secret-key=0123456789abcdef0123456789abcdef")
                .withPropertyValues(properties);
    }
}
