package dev.guardedtool.store.redis;

import dev.guardedtool.store.StoreException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Several texts as bytes, whatever is in them. */
final class Parts {

    private Parts() {}

    /**
     * The bytes.
     *
     * @throws StoreException if one of them takes more than 64 KB
     */
    static byte[] write(String... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (String part : parts) {
                out.writeUTF(part);
            }
        } catch (IOException e) {
            throw new StoreException("a name that is too long cannot be kept", e);
        }
        return bytes.toByteArray();
    }

    static List<String> read(byte[] written) {
        List<String> parts = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(written))) {
            while (in.available() > 0) {
                parts.add(in.readUTF());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parts;
    }
}
