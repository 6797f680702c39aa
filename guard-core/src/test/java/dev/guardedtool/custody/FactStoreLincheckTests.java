package dev.guardedtool.custody;

import dev.guardedtool.FactScope;
import dev.guardedtool.signature.Fingerprint;
import dev.guardedtool.testing.TestClock;
import java.time.Duration;
import java.util.List;
import org.jetbrains.lincheck.datastructures.BooleanGen;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every method of the store is atomic: in any interleaving the results are those of one after the other. */
@Param(name = "fact", gen = IntGen.class, conf = "0:2")
@Param(name = "call", gen = IntGen.class, conf = "0:2")
@Param(name = "both", gen = BooleanGen.class)
@Tag("lincheck")
public class FactStoreLincheckTests {

    private static final Fingerprint ANY = Fingerprint.parse("0".repeat(64));
    private static final FactKey[] FACTS = {fact("a"), fact("b"), fact("c")};

    private final InMemoryFactStore store = new InMemoryFactStore(2, new TestClock());

    private static FactKey fact(String kind) {
        return new FactKey(FactScope.RUN, "", "ann", "run", kind, ANY);
    }

    private static List<FactKey> facts(int fact, boolean both) {
        return both ? List.of(FACTS[fact], FACTS[(fact + 1) % FACTS.length]) : List.of(FACTS[fact]);
    }

    @Operation
    public boolean mint(@Param(name = "fact") int fact, @Param(name = "both") boolean both) {
        try {
            store.mint(facts(fact, both), Duration.ofMinutes(1));
            return true;
        } catch (FactStoreFullException e) {
            return false;
        }
    }

    @Operation
    public int find(@Param(name = "fact") int fact, @Param(name = "both") boolean both) {
        return store.find(facts(fact, both)).size();
    }

    @Operation
    public boolean consume(
            @Param(name = "fact") int fact, @Param(name = "both") boolean both, @Param(name = "call") int call) {
        return store.consume(facts(fact, both), "call-" + call);
    }

    @Operation
    public void giveBack(
            @Param(name = "fact") int fact, @Param(name = "both") boolean both, @Param(name = "call") int call) {
        store.giveBack(facts(fact, both), "call-" + call);
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
                .actorsBefore(1)
                .actorsAfter(1)
                .check(FactStoreLincheckTests.class);
    }

    private static void stress(int iterations, int invocations) {
        new StressOptions()
                .iterations(iterations)
                .invocationsPerIteration(invocations)
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(1)
                .actorsAfter(1)
                .check(FactStoreLincheckTests.class);
    }
}
