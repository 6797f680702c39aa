package dev.guardedtool.signature;

record JsonText(String value) implements JsonValue {

    @Override
    public void writeTo(DigestSink sink, NumberForm numbers) {
        sink.putQuoted(value);
    }

    @Override
    public Object plain() {
        return value;
    }
}
