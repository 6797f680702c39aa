package dev.guardedtool.custody;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.FactProof;
import dev.guardedtool.policy.FactRequirement;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.testing.Given;
import dev.guardedtool.testing.TestClock;
import dev.guardedtool.testing.Together;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** A fact that a call uses up is good for one call, whatever the calls are named. */
class FactsUsedOnceTests {

    private static final GuardPolicy REFUNDS = Given.tool(
            Given.tool("find_order", tool -> tool.proves(List.of(FactProof.of("order", "#result")))),
            "refund",
            tool -> tool.requires(List.of(new FactRequirement("order", "order", "", true))));

    /** Models may give several calls of one answer the same id. */
    @Test
    void twoCallsAtOnceWithOneIdDoNotShareIt() throws Exception {
        GuardRun run = Given.guard(REFUNDS).facts(new BothFindIt()).build().open(RunContext.anonymous());
        run.call(ToolCall.of("find_order", "{}"), arguments -> "\"o-1\"");
        ToolCall refund = ToolCall.of("refund", "{\"order\":\"o-1\"}").withId("call_0");

        List<Boolean> allowed = Together.run(2, thread -> run.check(refund).allowed());

        assertThat(allowed).containsExactlyInAnyOrder(true, false);
    }

    /** Lets nobody use up what it found before the other found it as well. */
    private static final class BothFindIt implements FactStore {

        private final FactStore store = new InMemoryFactStore(10, new TestClock());
        private final CyclicBarrier both = new CyclicBarrier(2);

        @Override
        public void mint(Collection<FactKey> facts, Duration ttl) {
            store.mint(facts, ttl);
        }

        @Override
        public Set<FactKey> find(Collection<FactKey> facts) {
            Set<FactKey> found = store.find(facts);
            try {
                both.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
            return found;
        }

        @Override
        public boolean consume(Collection<FactKey> facts, String owner) {
            return store.consume(facts, owner);
        }

        @Override
        public void giveBack(Collection<FactKey> facts, String owner) {
            store.giveBack(facts, owner);
        }
    }
}
