package dev.guardedtool.signature;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a fingerprint costs beside parsing with Jackson and hashing with plain SHA-256, which are the floor. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class SignatureBenchmark {

    private static final String SMALL = "{\"orderId\":\"A-1001\"}";

    private static final String UNSORTED =
            "{\"orderId\":\"A-1001\",\"amount\":49.90,\"reason\":\"damaged\",\"currency\":\"EUR\"}";

    private static final String LARGE = large();

    private static final String RESULT = "The refund was paid. ".repeat(10).substring(0, 200);

    private final JsonMapper mapper = JsonMapper.builder().build();

    private final ArgumentReader reader = new ArgumentReader(ArgumentLimits.defaults());

    private final Fingerprints fingerprints = new Fingerprints(new byte[32]);

    private final byte[] small = SMALL.getBytes(StandardCharsets.UTF_8);

    private final byte[] large = LARGE.getBytes(StandardCharsets.UTF_8);

    private final byte[] result = RESULT.getBytes(StandardCharsets.UTF_8);

    private final byte[] hash = new byte[32];

    private final MessageDigest digest = sha256();

    /** The floor: parse small arguments. */
    @Benchmark
    public JsonNode smallTree() {
        return mapper.readTree(SMALL);
    }

    /** The floor: parse and hash small arguments. */
    @Benchmark
    public JsonNode smallTreeAndSha() throws DigestException {
        sha(small);
        return mapper.readTree(SMALL);
    }

    /** Read small arguments and take their fingerprint. */
    @Benchmark
    public Fingerprint smallFingerprint() {
        return fingerprints.arguments(reader.read(SMALL), ArgumentShape.PLAIN);
    }

    /** Four arguments that have to be sorted, one of them a decimal. */
    @Benchmark
    public Fingerprint unsortedFingerprint() {
        return fingerprints.arguments(reader.read(UNSORTED), ArgumentShape.PLAIN);
    }

    /** The floor: parse four arguments. */
    @Benchmark
    public JsonNode unsortedTree() {
        return mapper.readTree(UNSORTED);
    }

    /** The floor: parse and hash 10 kB. */
    @Benchmark
    public JsonNode largeTreeAndSha() throws DigestException {
        sha(large);
        return mapper.readTree(LARGE);
    }

    /** Read 10 kB of arguments and take their fingerprint. */
    @Benchmark
    public Fingerprint largeFingerprint() {
        return fingerprints.arguments(reader.read(LARGE), ArgumentShape.PLAIN);
    }

    /** The floor: hash a result of 200 bytes. */
    @Benchmark
    public byte[] resultSha() throws DigestException {
        return sha(result);
    }

    /** The fingerprint of a result of 200 characters. */
    @Benchmark
    public Fingerprint resultFingerprint() {
        return fingerprints.text("result", RESULT);
    }

    private byte[] sha(byte[] data) throws DigestException {
        digest.update(data, 0, data.length);
        digest.digest(hash, 0, hash.length);
        return hash;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String large() {
        StringBuilder json = new StringBuilder("{\"items\":[");
        for (int i = 0; json.length() < 10_000; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"sku\":\"SKU-")
                    .append(1000 + i)
                    .append("\",\"quantity\":")
                    .append(i)
                    .append(",\"price\":")
                    .append(i)
                    .append(".99,\"note\":\"Gift wrapped, leave at the door\"}");
        }
        return json.append("]}").toString();
    }
}
