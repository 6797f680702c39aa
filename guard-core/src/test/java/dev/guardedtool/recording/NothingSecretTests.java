package dev.guardedtool.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolResult;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.redaction.Shapes;
import dev.guardedtool.redaction.Shapes.Shape;
import dev.guardedtool.signature.PlainJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No secret is in a recording, and without being asked for nothing else either. */
class NothingSecretTests {

    @ParameterizedTest
    @EnumSource(Disclosure.class)
    void noSecretIsWrittenInWhateverFormItComes(Disclosure disclosure) {
        Shapes shapes = new Shapes(7);
        for (int i = 0; i < 500; i++) {
            Recorder recorder = new Recorder(
                    GuardPolicy.defaults(), RecordingPolicy.defaults().disclosing(disclosure, disclosure, disclosure));
            Shape shape = shapes.next();
            Object form = shape.form();
            String text = form instanceof String said ? said : PlainJson.of(form);
            try (GuardRun run = recorder.open()) {
                run.call(ToolCall.of("look", PlainJson.of(Map.of("form", form))), arguments -> text);
                run.call(ToolCall.of("look", PlainJson.of(form)), arguments -> form);
                run.observe(ToolCall.of(text, text), new ToolResult(false, text, text, null));
                run.inspectOutput(text);
            }
            recorder.module().close();

            assertThat(recorder.lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line).as(text).doesNotContain(Shapes.readable(shape.secret())));
        }
    }

    @Test
    void withoutBeingAskedNoValueIsWritten() {
        Recorder recorder = Recorder.fingerprints(GuardPolicy.defaults());
        String data = "{\"customer\":\"Ann Miller\",\"mail\":\"ann@example.test\",\"amount\":98765,"
                + "\"ann@example.test\":{\"Ann Miller\":true},\"note\":\"call Ann\"}";
        try (GuardRun run = recorder.open()) {
            run.call(ToolCall.of("look", data), arguments -> data);
            run.call(ToolCall.of("look", "{\"broken\":\"Ann Miller 98765"), arguments -> data);
            run.observe(ToolCall.of("look", data), new ToolResult(false, data, "no Miller with 98765", null));
            run.observe(ToolCall.of("Ann Miller", "\"Miller\""), ToolResult.ok(List.of("Ann", 98765)));
            run.inspectOutput("Ann Miller has 98765.");
        }
        recorder.module().close();

        assertThat(recorder.lines())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("\"customer\"", "\"amount\"", "\"tool\":\"look\"")
                        .doesNotContain("Ann", "Miller", "example.test", "98765", "true,\"text\":\"call"));
    }
}
