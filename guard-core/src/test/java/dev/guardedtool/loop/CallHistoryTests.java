package dev.guardedtool.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.ToolName;
import dev.guardedtool.check.CallView;
import dev.guardedtool.signature.Fingerprint;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CallHistoryTests {

    private static final int WINDOW = 4;
    private static final List<CallKey> KEYS = List.of(key("a"), key("b"), key("c"));

    @Test
    void behavesLikeAListThatIsCutAtItsOldEnd() {
        Random random = new Random(1);
        for (int round = 0; round < 300; round++) {
            CallHistory history = new CallHistory(WINDOW);
            List<CallKey> model = new ArrayList<>();
            List<CallView> open = new ArrayList<>();
            List<CallView> openInModel = new ArrayList<>();
            for (int step = 0; step < 60; step++) {
                CallView call = call();
                CallKey key = KEYS.get(random.nextInt(KEYS.size()));
                if (random.nextInt(3) > 0 || open.isEmpty()) {
                    history.add(key, call);
                    model.add(0, key);
                    openInModel.add(0, call);
                    open.add(call);
                } else {
                    CallView taken = open.remove(random.nextInt(open.size()));
                    int age = openInModel.indexOf(taken);
                    history.remove(taken);
                    if (age < WINDOW + 8) {
                        model.remove(age);
                        openInModel.remove(age);
                    }
                }
                compare(history, model);
            }
        }
    }

    private static void compare(CallHistory history, List<CallKey> model) {
        assertThat(history.size()).isLessThanOrEqualTo(WINDOW + 8);
        List<CallKey> seen = new ArrayList<>();
        for (int age = 0; age < history.size(); age++) {
            seen.add(history.key(age));
        }
        assertThat(seen).isEqualTo(model.subList(0, history.size()));
        for (CallKey key : KEYS) {
            long count = model.stream()
                    .limit(Math.min(WINDOW, history.size()))
                    .filter(key::equals)
                    .count();
            assertThat(history.count(key, WINDOW)).isEqualTo((int) count);
        }
    }

    @Test
    void aCallThatIsTakenBackUncoversWhatItDisplaced() {
        CallHistory history = new CallHistory(WINDOW);
        for (int i = 0; i < WINDOW; i++) {
            history.add(KEYS.get(0), false);
        }
        CallView call = call();
        history.add(KEYS.get(1), call);
        assertThat(history.count(KEYS.get(0), WINDOW)).isEqualTo(WINDOW - 1);

        history.remove(call);

        assertThat(history.count(KEYS.get(0), WINDOW)).isEqualTo(WINDOW);
    }

    @Test
    void aSettledCallCannotBeTakenBack() {
        CallHistory history = new CallHistory(WINDOW);
        CallView call = call();
        history.add(KEYS.get(0), call);

        history.settle(call);
        history.remove(call);

        assertThat(history.size()).isEqualTo(1);
    }

    @Test
    void isWrittenAndReadBack() {
        CallHistory history = new CallHistory(WINDOW);
        history.add(KEYS.get(0), call());
        history.add(KEYS.get(1), true);

        CallHistory restored = new CallHistory(WINDOW);
        restored.read(history.write());

        assertThat(restored.size()).isEqualTo(2);
        assertThat(restored.key(0)).isEqualTo(KEYS.get(1));
        assertThat(restored.fromMemory(0)).isTrue();
        assertThat(restored.key(1)).isEqualTo(KEYS.get(0));
        assertThat(restored.fromMemory(1)).isFalse();
    }

    private static CallKey key(String tool) {
        return new CallKey(ToolName.of(tool), Fingerprint.parse("0".repeat(64)), null);
    }

    /** A call that is nothing but itself. */
    private static CallView call() {
        Class<?>[] types = {CallView.class};
        return (CallView) Proxy.newProxyInstance(CallView.class.getClassLoader(), types, (proxy, method, arguments) -> {
            if (method.getName().equals("equals")) {
                return proxy == arguments[0];
            }
            throw new UnsupportedOperationException(method.getName());
        });
    }
}
