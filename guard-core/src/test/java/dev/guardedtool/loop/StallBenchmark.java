package dev.guardedtool.loop;

import dev.guardedtool.Decision;
import dev.guardedtool.RunContext;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.GuardPolicy;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to judge a text of the assistant, by its length. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StallBenchmark {

    private static final int TEXTS = 4;
    private static final int WORDS_PER_SENTENCE = 12;

    @Param({"20", "200", "2000", "20000"})
    int words = 20;

    @Param({"defaults", "reference"})
    String profile = "defaults";

    @Param({"latin", "cyrillic", "han"})
    String script = "latin";

    private final String[] texts = new String[TEXTS];
    private GuardRun run = Guard.builder(GuardPolicy.defaults()).build().open(RunContext.anonymous());
    private int next;

    /** Writes texts of random words without any phrase of stalling, the most expensive kind. */
    @Setup
    public void prepare() {
        GuardPolicy policy = profile.equals("defaults") ? GuardPolicy.defaults() : GuardPolicy.reference();
        run = Guard.builder(policy).secretKey(new byte[32]).build().open(RunContext.anonymous());
        Random random = new Random(1);
        for (int i = 0; i < TEXTS; i++) {
            StringBuilder text = new StringBuilder();
            for (int word = 0; word < words; word++) {
                text.append(word(random));
                text.append(word % WORDS_PER_SENTENCE == 0 ? ". " : script.equals("han") ? "" : " ");
            }
            texts[i] = text.toString();
        }
    }

    private String word(Random random) {
        boolean han = script.equals("han");
        int length = han ? 1 + random.nextInt(3) : 2 + random.nextInt(9);
        char first = han ? '\u4e00' : script.equals("latin") ? 'a' : '\u0430';
        int letters = han ? 3_000 : script.equals("latin") ? 26 : 32;
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append((char) (first + random.nextInt(letters)));
        }
        return word.toString();
    }

    /** One text, unlike the one before. */
    @Benchmark
    public Optional<Decision> text() {
        return run.inspectOutput(texts[next++ & (TEXTS - 1)]);
    }
}
