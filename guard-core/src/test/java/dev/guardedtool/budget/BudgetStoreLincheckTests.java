package dev.guardedtool.budget;

import static dev.guardedtool.budget.BudgetStoreContract.ALL;
import static dev.guardedtool.budget.BudgetStoreContract.ANN;
import static dev.guardedtool.budget.BudgetStoreContract.share;
import static dev.guardedtool.budget.BudgetStoreContract.tokens;

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

/** Every method of the store is atomic: in any interleaving the results are those of one after the other. */
@Param(name = "id", gen = IntGen.class, conf = "0:2")
@Param(name = "budget", gen = IntGen.class, conf = "0:1")
@Param(name = "amount", gen = IntGen.class, conf = "1:6")
@Tag("lincheck")
public class BudgetStoreLincheckTests {

    private final InMemoryBudgetStore store = new InMemoryBudgetStore(3, new TestClock());

    @Operation
    public String reserve(@Param(name = "id") int id, @Param(name = "amount") int amount) {
        return store.reserve(new BudgetReservation(
                        "r" + id, "me", tokens(amount), List.of(share(ANN, 8), share(ALL, 10)), Duration.ofSeconds(id)))
                .toString();
    }

    @Operation
    public String settle(@Param(name = "id") int id, @Param(name = "amount") int amount) {
        return store.settle("r" + id, tokens(amount)).toString();
    }

    @Operation
    public void release(@Param(name = "id") int id) {
        store.release("r" + id);
    }

    @Operation
    public int recover() {
        return store.recover().size();
    }

    @Operation
    public String balance(@Param(name = "budget") int budget) {
        return store.balance(budget == 0 ? ANN : ALL).toString();
    }

    @Test
    void everyInterleavingIsOneAfterTheOther() {
        modelChecking(2, 50);
        stress(3, 200);
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
                .check(BudgetStoreLincheckTests.class);
    }

    private static void stress(int iterations, int invocations) {
        new StressOptions()
                .iterations(iterations)
                .invocationsPerIteration(invocations)
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(1)
                .check(BudgetStoreLincheckTests.class);
    }
}
