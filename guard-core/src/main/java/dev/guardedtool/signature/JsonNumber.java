package dev.guardedtool.signature;

import java.math.BigDecimal;

/** A number as it was written. */
record JsonNumber(String lexeme) implements JsonValue {

    @Override
    public void writeTo(DigestSink sink, NumberForm numbers) {
        if (numbers == NumberForm.BY_SPELLING) {
            sink.putAscii(PythonNumbers.spell(lexeme));
        } else if (!Decimals.write(lexeme, sink)) {
            throw new IllegalStateException("the reader let a number pass that is none");
        }
    }

    @Override
    public Object plain() {
        return new BigDecimal(lexeme);
    }
}
