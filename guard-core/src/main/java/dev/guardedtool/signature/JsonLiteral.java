package dev.guardedtool.signature;

import org.jspecify.annotations.Nullable;

enum JsonLiteral implements JsonValue {
    TRUE("true", true),
    FALSE("false", false),
    NULL("null", null);

    private final String spelling;

    private final @Nullable Boolean plain;

    JsonLiteral(String spelling, @Nullable Boolean plain) {
        this.spelling = spelling;
        this.plain = plain;
    }

    @Override
    public void writeTo(DigestSink sink, NumberForm numbers) {
        sink.putAscii(spelling);
    }

    @Override
    public @Nullable Object plain() {
        return plain;
    }
}
