package dev.guardedtool.store;

import dev.guardedtool.ToolResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a tool answered: one byte in the clear that says whether it succeeded and whether its effect happened, and
 * what it said, encrypted. Without a cipher only that byte is kept.
 *
 * @param cipher encrypts; null keeps nothing of what was said
 */
public record StoredAnswers(@Nullable AnswerCipher cipher) {

    private static final int OK = 1;
    private static final int STATED = 2;
    private static final int HAPPENED = 4;

    private static final int NOTHING = 0;
    private static final int TEXT = 1;
    private static final int UNITS = 2;
    private static final int YES = 3;
    private static final int NO = 4;

    /** The bytes of an answer to the effect of that id. */
    public byte[] write(ToolResult answer, String effect) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(flags(answer));
        if (cipher != null) {
            bytes.writeBytes(cipher.encrypt(said(answer), effect));
        }
        return bytes.toByteArray();
    }

    private static int flags(ToolResult answer) {
        Boolean stated = answer.effectExecuted();
        return (answer.ok() ? OK : 0) | (stated == null ? 0 : STATED) | (Boolean.TRUE.equals(stated) ? HAPPENED : 0);
    }

    private static byte[] said(ToolResult answer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            put(out, answer.error());
            put(out, answer.payload());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Other objects than texts, numbers and booleans could not be given back as what they were. */
    private static void put(DataOutputStream out, @Nullable Object value) throws IOException {
        if (value instanceof Boolean yes) {
            out.write(yes ? YES : NO);
        } else if (value instanceof CharSequence || value instanceof Number) {
            putText(out, value.toString());
        } else {
            out.write(NOTHING);
        }
    }

    /** Text that is not Unicode, with half of a pair alone, is written unit by unit. */
    private static void putText(DataOutputStream out, String text) throws IOException {
        if (StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
            out.write(TEXT);
            out.writeInt(encoded.length);
            out.write(encoded);
        } else {
            out.write(UNITS);
            out.writeInt(text.length());
            out.writeChars(text);
        }
    }

    /** The answer to the effect of that id; without what was said if it was not kept or cannot be read. */
    public ToolResult read(byte[] stored, String effect) {
        int flags = stored.length == 0 ? 0 : stored[0];
        Boolean stated = (flags & STATED) == 0 ? null : (flags & HAPPENED) != 0;
        ToolResult bare = new ToolResult((flags & OK) != 0, null, null, stated);
        if (cipher == null || stored.length <= 1) {
            return bare;
        }
        byte[] said = cipher.decrypt(Arrays.copyOfRange(stored, 1, stored.length), effect);
        return said == null ? bare : read(said, bare);
    }

    private static ToolResult read(byte[] said, ToolResult bare) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(said))) {
            Object error = get(in);
            return new ToolResult(bare.ok(), get(in), error == null ? null : error.toString(), bare.effectExecuted());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Object get(DataInputStream in) throws IOException {
        int kind = in.read();
        return switch (kind) {
            case YES, NO -> kind == YES;
            case TEXT -> new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
            case UNITS -> units(in, in.readInt());
            default -> null;
        };
    }

    private static String units(DataInputStream in, int length) throws IOException {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(in.readChar());
        }
        return text.toString();
    }
}
