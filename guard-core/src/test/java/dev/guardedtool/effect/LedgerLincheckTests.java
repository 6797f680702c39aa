package dev.guardedtool.effect;

import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.signature.Fingerprint;
import dev.guardedtool.testing.TestClock;
import java.util.Optional;
import org.jetbrains.lincheck.datastructures.BooleanGen;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every method of the ledger is atomic: in any interleaving the results are those of one after the other. */
@Param(name = "key", gen = IntGen.class, conf = "0:1")
@Param(name = "call", gen = IntGen.class, conf = "0:2")
@Param(name = "happened", gen = BooleanGen.class)
@Tag("lincheck")
public class LedgerLincheckTests {

    private static final Fingerprint ANY = Fingerprint.parse("0".repeat(64));
    private static final EffectKey[] KEYS = {key("0"), key("1")};

    private final InMemoryEffectLedger ledger = new InMemoryEffectLedger(1, new TestClock());

    private static EffectKey key(String holder) {
        return new EffectKey(EffectScope.TENANT, holder, "", ToolName.of("pay"), ANY);
    }

    @Operation
    public String reserve(@Param(name = "key") int key, @Param(name = "call") int call) {
        try {
            return seen(ledger.reserve(KEYS[key], ANY, "call-" + call, "me"));
        } catch (LedgerFullException e) {
            return "full";
        }
    }

    @Operation
    public boolean complete(@Param(name = "key") int key, @Param(name = "call") int call) {
        return ledger.complete(KEYS[key], "call-" + call, ToolResult.ok("by " + call), null);
    }

    @Operation
    public void release(@Param(name = "key") int key, @Param(name = "call") int call) {
        ledger.release(KEYS[key], "call-" + call);
    }

    @Operation
    public void markUnknown(@Param(name = "key") int key, @Param(name = "call") int call) {
        ledger.markUnknown(KEYS[key], "call-" + call);
    }

    @Operation
    public boolean settle(
            @Param(name = "key") int key, @Param(name = "call") int call, @Param(name = "happened") boolean happened) {
        return ledger.settle(KEYS[key], "call-" + call, happened ? ToolResult.ok("settled") : null, null);
    }

    @Operation
    public String find(@Param(name = "key") int key) {
        return seen(ledger.find(KEYS[key]));
    }

    @Operation
    public int inDoubt() {
        return ledger.inDoubt(10).size();
    }

    private static String seen(Optional<EffectRecord> record) {
        return record.map(known -> known.state() + " " + known.callId() + " " + known.answer())
                .orElse("free");
    }

    @Test
    void everyInterleavingIsOneAfterTheOther() {
        modelChecking(4, 100);
        stress(4, 300);
    }

    @Test
    @Tag("long")
    void manyInterleavingsAreOneAfterTheOther() {
        modelChecking(30, 500);
        stress(30, 3_000);
    }

    private static void modelChecking(int iterations, int invocations) {
        new ModelCheckingOptions()
                .iterations(iterations)
                .invocationsPerIteration(invocations)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(1)
                .check(LedgerLincheckTests.class);
    }

    private static void stress(int iterations, int invocations) {
        new StressOptions()
                .iterations(iterations)
                .invocationsPerIteration(invocations)
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(1)
                .check(LedgerLincheckTests.class);
    }
}
