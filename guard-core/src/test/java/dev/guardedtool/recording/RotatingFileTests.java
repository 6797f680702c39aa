package dev.guardedtool.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.guardedtool.policy.InvalidPolicyException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingFileTests {

    private static final long LARGE = 1_000_000;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("runs.jsonl");
    }

    @Test
    void foldersAreMadeAndOnlyTheOwnerCanRead() throws IOException {
        Path deep = folder.resolve("a/b/runs.jsonl");

        write(deep, LARGE, 3, false, "one");

        assertThat(deep).hasContent("one\n");
        assumeTrue(deep.getFileSystem().supportedFileAttributeViews().contains("posix"));
        assertThat(permissions(deep)).isEqualTo("rw-------");
        assertThat(permissions(deep.getParent())).isEqualTo("rwx------");
    }

    @Test
    void whatIsThereIsAddedTo() throws IOException {
        write(file, LARGE, 3, false, "one");
        write(file, LARGE, 3, false, "two");

        assertThat(file).hasContent("one\ntwo\n");
    }

    @Test
    void aTornLineIsEndedBeforeTheNext() throws IOException {
        Files.writeString(file, "one\n{\"torn\":");

        write(file, LARGE, 3, false, "two");

        assertThat(file).hasContent("one\n{\"torn\":\ntwo\n");
    }

    @Test
    void aFullFileIsPutAsideAndTheOldestGo() throws IOException {
        write(file, 8, 2, false, "one", "two", "three", "four", "five");

        assertThat(names()).containsExactly("runs-000002.jsonl", "runs-000003.jsonl", "runs.jsonl");
        assertThat(folder.resolve("runs-000002.jsonl")).hasContent("three\n");
        assertThat(folder.resolve("runs-000003.jsonl")).hasContent("four\n");
        assertThat(file).hasContent("five\n");
    }

    @Test
    void fullFilesAreCompressedForTheOwnerOnly() throws IOException {
        write(file, 8, 2, true, "one", "two", "three");

        Path full = folder.resolve("runs-000001.jsonl.gz");
        assertThat(names()).containsExactly("runs-000001.jsonl.gz", "runs.jsonl");
        try (InputStream compressed = new GZIPInputStream(Files.newInputStream(full))) {
            assertThat(new String(compressed.readAllBytes(), UTF_8)).isEqualTo("one\ntwo\n");
        }
        assumeTrue(full.getFileSystem().supportedFileAttributeViews().contains("posix"));
        assertThat(permissions(full)).isEqualTo("rw-------");
    }

    @Test
    void numbersGoOnAfterARestart() throws IOException {
        write(file, 4, 5, true, "one", "two");
        write(file, 4, 5, false, "three", "four");

        assertThat(names())
                .containsExactly("runs-000001.jsonl.gz", "runs-000002.jsonl", "runs-000003.jsonl", "runs.jsonl");
    }

    @Test
    void aLineThatIsLongerThanAFileHasOneForItself() throws IOException {
        write(file, 8, 5, false, "one", "a very long line", "two");

        assertThat(folder.resolve("runs-000002.jsonl")).hasContent("a very long line\n");
        assertThat(file).hasContent("two\n");
    }

    @Test
    void whatACrashLeftWhileCompressingIsRemoved() throws IOException {
        Files.writeString(folder.resolve("runs-000001.jsonl"), "one\n");
        Files.writeString(folder.resolve("runs-000001.jsonl.gz"), "as if compressed");
        Files.writeString(folder.resolve("runs-000002.jsonl"), "two\n");
        Files.writeString(folder.resolve("runs-000002.jsonl.gz.part"), "as if half");
        Files.writeString(folder.resolve("runs-2026.jsonl"), "not ours");
        Files.writeString(folder.resolve("runs-000001.jsonl.bak"), "not ours");

        write(file, LARGE, 5, true, "three");

        assertThat(names())
                .containsExactly(
                        "runs-000001.jsonl.bak",
                        "runs-000001.jsonl.gz",
                        "runs-000002.jsonl",
                        "runs-2026.jsonl",
                        "runs.jsonl");
    }

    @Test
    void aFileThatSomebodyRemovedIsMadeAgain() throws IOException {
        try (RotatingFile open = RotatingFile.open(file, LARGE, 3, false)) {
            open.write(line("one"));
            Files.delete(file);
            open.write(line("two"));
        }

        assertThat(file).hasContent("two\n");
    }

    @Test
    void whereItCannotBeItSaysWhatToChange() throws IOException {
        Path plain = Files.writeString(folder.resolve("plain"), "");

        assertThatIOException()
                .isThrownBy(() -> RotatingFile.open(folder, LARGE, 3, false))
                .withMessage("is a folder, " + folder + "; name a file in it, such as " + folder.resolve("runs.jsonl"));
        assertThatIOException()
                .isThrownBy(() -> RotatingFile.open(plain.resolve("runs.jsonl"), LARGE, 3, false))
                .withMessageStartingWith("is " + plain.resolve("runs.jsonl") + ", whose folder cannot be made: ")
                .withMessageContaining("plain");
        assertThatIOException()
                .isThrownBy(() -> RotatingFile.open(folder.resolve("runs.jsonl.gz"), LARGE, 3, false))
                .withMessageContaining("name it without .gz");
        assertThatThrownBy(() -> RotatingFile.open(file, 0, 3, false))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessage("max-file-size must be at least 1, was 0");
        assertThatThrownBy(() -> RotatingFile.open(file, LARGE, 0, false))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessage("max-files must be at least 1, was 0");
    }

    @Test
    void aLineThatCannotBeWrittenWholeIsTakenBack() throws IOException {
        RotatingFile.Transfer filling = (to, bytes) -> {
            if (bytes.length > 5) {
                to.write(ByteBuffer.wrap(bytes, 0, 3));
                throw new IOException("no space left");
            }
            to.write(ByteBuffer.wrap(bytes));
        };
        try (RotatingFile open = RotatingFile.open(file, LARGE, 3, false, filling)) {
            open.write(line("one"));
            assertThatIOException().isThrownBy(() -> open.write(line("too long")));
            open.write(line("two"));
        }

        assertThat(file).hasContent("one\ntwo\n");
    }

    private void write(Path to, long maxSize, int maxFiles, boolean compress, String... lines) throws IOException {
        try (RotatingFile open = RotatingFile.open(to, maxSize, maxFiles, compress)) {
            for (String text : lines) {
                open.write(line(text));
            }
        }
    }

    private static byte[] line(String text) {
        return (text + "\n").getBytes(UTF_8);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = new ArrayList<>(
                    files.map(path -> path.getFileName().toString()).toList());
            names.sort(null);
            return names;
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
