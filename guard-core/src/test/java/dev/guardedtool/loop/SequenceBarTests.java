package dev.guardedtool.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.ToolResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every sequence of two to four calls is caught in its third round, whatever the tools do and answer, unless a call was
 * refused before: then it was caught by then.
 */
class SequenceBarTests {

    private static final List<String> TOOLS = List.of("look", "save", "pay", "other");
    private static final int SEQUENCES = 2_000;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void everySequenceIsCaughtInItsThirdRound(int length) {
        Random random = new Random(length);
        for (int i = 0; i < SEQUENCES; i++) {
            List<String> calls = sequence(random, length);
            List<String> told = new ArrayList<>();
            assertThat(caught(calls, random, told)).as("%s: %s", calls, told).isTrue();
        }
    }

    private static List<String> sequence(Random random, int length) {
        List<String> calls = new ArrayList<>();
        do {
            calls.clear();
            for (int i = 0; i < length; i++) {
                calls.add(TOOLS.get(random.nextInt(TOOLS.size())) + " " + random.nextInt(2));
            }
        } while (new HashSet<>(calls).size() < 2);
        return calls;
    }

    private static boolean caught(List<String> calls, Random random, List<String> told) {
        Talk talk = Talk.with(Talk.policy());
        boolean refused = false;
        boolean caught = false;
        for (int round = 0; round < 3; round++) {
            for (String call : calls) {
                String[] parts = call.split(" ");
                ToolResult result = result(random);
                Decision decision = talk.call(parts[0], "{\"id\":" + parts[1] + "}", result);
                told.add(call
                        + (decision.allowed()
                                ? " ran " + result
                                : " " + decision.reason().code()));
                refused |= !decision.allowed() && !(decision instanceof Decision.Cache);
                caught |= round == 2 && !decision.allowed();
            }
        }
        return caught || refused;
    }

    private static ToolResult result(Random random) {
        return switch (random.nextInt(6)) {
            case 0, 1 -> ToolResult.ok("same");
            case 2 -> ToolResult.ok(random.nextInt());
            case 3 -> ToolResult.failed("404");
            case 4 -> ToolResult.failed("timeout");
            default -> ToolResult.failed("error " + random.nextInt());
        };
    }
}
