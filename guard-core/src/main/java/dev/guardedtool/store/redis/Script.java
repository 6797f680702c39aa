package dev.guardedtool.store.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A Lua script with its digest, by which a server knows it. */
record Script(String text, String digest) {

    /** What tells the time. */
    static final String TIME = "time";

    /** The scripts of those names one after the other, the first ones with what the last one needs. */
    static Script of(String... names) {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            text.append(read(name + ".lua"));
        }
        return new Script(text.toString(), sha1(text.toString()));
    }

    private static String read(String file) {
        try (InputStream in = Script.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(Scripts.bytes(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
