package dev.guardedtool.signature;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;

/** Keeps what is hashed, so that tests can read it. */
final class CanonicalText extends MessageDigest {

    static final ArgumentShape SPELLING = new ArgumentShape(Set.of(), Set.of(), NumberForm.BY_SPELLING);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private CanonicalText() {
        super("none");
    }

    static String of(String json, ArgumentShape shape) {
        return of(new ArgumentReader(ArgumentLimits.defaults()).read(json), shape);
    }

    static String of(Arguments arguments, ArgumentShape shape) {
        CanonicalText text = new CanonicalText();
        DigestSink sink = new DigestSink(text);
        JsonValue root = arguments.root();
        if (root == null) {
            throw new AssertionError(arguments.problem());
        }
        root.writeTo(sink, shape);
        sink.finish();
        return text.bytes.toString(StandardCharsets.UTF_8);
    }

    static byte[] ofText(String text) {
        CanonicalText written = new CanonicalText();
        DigestSink sink = new DigestSink(written);
        sink.putText(text);
        sink.finish();
        return written.bytes.toByteArray();
    }

    @Override
    protected void engineUpdate(byte input) {
        bytes.write(input);
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
        bytes.write(input, offset, length);
    }

    @Override
    protected byte[] engineDigest() {
        return new byte[32];
    }

    @Override
    protected void engineReset() {
        bytes.reset();
    }
}
