package dev.guardedtool.rate;

import dev.guardedtool.ToolName;
import dev.guardedtool.testing.TestClock;
import java.time.Duration;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every method of the stores is atomic: in any interleaving the results are those of one after the other. */
@Param(name = "holder", gen = IntGen.class, conf = "0:1")
@Param(name = "permit", gen = IntGen.class, conf = "1:3")
@Tag("lincheck")
public class LimitStoresLincheckTests {

    private static final ToolName TOOL = ToolName.of("send");
    private static final RateRequest ALL = new RateRequest(new RateKey(TOOL, "global", Duration.ofMinutes(1), ""), 2);

    private final InMemoryRateStore rates = new InMemoryRateStore(5, new TestClock());
    private final InMemoryAttemptStore attempts = new InMemoryAttemptStore(1);

    private static RateRequest limit(int holder) {
        return new RateRequest(new RateKey(TOOL, "principal", Duration.ofHours(1), "" + holder), 1);
    }

    @Operation
    public String acquireOne(@Param(name = "holder") int holder) {
        return acquire(List.of(limit(holder)));
    }

    @Operation
    public String acquireBoth(@Param(name = "holder") int holder) {
        return acquire(List.of(limit(holder), ALL));
    }

    private String acquire(List<RateRequest> limits) {
        try {
            return rates.acquire(limits).toString();
        } catch (StoreFullException e) {
            return "full";
        }
    }

    @Operation
    public void release(@Param(name = "holder") int holder, @Param(name = "permit") int permit) {
        rates.release(List.of(limit(holder), ALL), Integer.toString(permit));
    }

    @Operation
    public String uses() {
        return rates.uses(10).toString();
    }

    @Operation
    public String increment(@Param(name = "holder") int run) {
        try {
            return attempts.increment("run " + run, TOOL, 2).toString();
        } catch (StoreFullException e) {
            return "full";
        }
    }

    @Operation
    public void decrement(@Param(name = "holder") int run) {
        attempts.decrement("run " + run, TOOL);
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
                .check(LimitStoresLincheckTests.class);
    }

    private static void stress(int iterations, int invocations) {
        new StressOptions()
                .iterations(iterations)
                .invocationsPerIteration(invocations)
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(1)
                .check(LimitStoresLincheckTests.class);
    }
}
