package dev.guardedtool.store.jdbc;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A file system of its own that can be full. */
record SmallDisk(Path folder) implements AutoCloseable {

    private static final int BLOCK = 4_096;

    /** Mounts one over an empty folder; the test is skipped where nobody may. */
    static SmallDisk mount(Path folder, String size) throws Exception {
        boolean mounted;
        try {
            mounted = run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString());
        } catch (IOException e) {
            mounted = false;
        }
        Assumptions.assumeTrue(mounted, "only root may mount a file system, and not in every container");
        return new SmallDisk(folder);
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(List.of(command))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    /** Takes all room that there is. */
    void fill() {
        try (OutputStream filler =
                Files.newOutputStream(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                filler.write(new byte[BLOCK]);
            }
        } catch (IOException e) {
            // It is full.
        }
    }

    /** Gives all room back that was taken. */
    void free() throws IOException {
        Files.delete(filler());
    }

    @Override
    public void close() throws Exception {
        run("umount", "-l", folder.toString());
    }
}
