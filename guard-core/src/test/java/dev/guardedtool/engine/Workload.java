package dev.guardedtool.engine;

import dev.guardedtool.Effect;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.Warning;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.ToolPolicy;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls of a declared read under the default policy, and the least that any guard has to do for each of them. */
public final class Workload {

    private static final ToolName TOOL = ToolName.of("order_status");
    private static final String SENTENCE = "The parcel left the depot in Leipzig and arrives tomorrow. ";

    /** How large arguments and results are, and how many different ones there are. */
    public enum Size {

        /** One argument and a result of 200 characters. */
        SMALL(1, 200, 16_384),

        /** 10 kB each. */
        LARGE(100, 10_000, 256);

        private final int items;
        private final int resultLength;
        private final int count;

        Size(int items, int resultLength, int count) {
            this.items = items;
            this.resultLength = resultLength;
            this.count = count;
        }
    }

    private final String[] arguments;
    private final String[] results;
    private final byte[][] argumentBytes;
    private final byte[][] resultBytes;
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final MessageDigest digest = sha256();
    private final byte[] hash = new byte[32];
    private final GuardRun run;
    private int next;

    Workload(Size size) {
        GuardPolicy policy = GuardPolicy.defaults()
                .withTools(Map.of(TOOL, ToolPolicy.builder().effect(Effect.READ).build()));
        Guard guard = Guard.builder(policy).secretKey(new byte[32]).build();
        run = guard.open(RunContext.anonymous());
        arguments = new String[size.count];
        results = new String[size.count];
        argumentBytes = new byte[size.count][];
        resultBytes = new byte[size.count][];
        for (int i = 0; i < size.count; i++) {
            arguments[i] = size.items == 1 ? "{\"orderId\":\"A-" + (1001 + i) + "\"}" : order(i, size.items);
            results[i] = ("A-" + (1001 + i) + ": " + SENTENCE.repeat(size.resultLength / SENTENCE.length() + 1))
                    .substring(0, size.resultLength);
            argumentBytes[i] = arguments[i].getBytes(StandardCharsets.UTF_8);
            resultBytes[i] = results[i].getBytes(StandardCharsets.UTF_8);
        }
    }

    private static String order(int number, int items) {
        StringBuilder json =
                new StringBuilder("{\"orderId\":\"A-").append(1001 + number).append("\",\"items\":[");
        for (int i = 0; i < items; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"sku\":\"SKU-")
                    .append(1000 + i)
                    .append("\",\"quantity\":")
                    .append(i)
                    .append(",\"price\":")
                    .append(i)
                    .append(".99,\"note\":\"Gift wrapped, leave at the door of the neighbour\"}");
        }
        return json.append("]}").toString();
    }

    /** Parses the arguments once, hashes arguments and result once each; the digest is kept and reused. */
    JsonNode floor() throws DigestException {
        int i = next();
        sha(argumentBytes[i]);
        sha(resultBytes[i]);
        return mapper.readTree(arguments[i]);
    }

    /** Decides a call and records its result. The call must be allowed. */
    List<Warning> decideAndRecord() {
        int i = next();
        return run.record(run.check(ToolCall.of(TOOL, arguments[i])).handle(), ToolResult.ok(results[i]));
    }

    private int next() {
        int i = next + 1;
        next = i == arguments.length ? 0 : i;
        return next;
    }

    private void sha(byte[] data) throws DigestException {
        digest.update(data, 0, data.length);
        digest.digest(hash, 0, hash.length);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
