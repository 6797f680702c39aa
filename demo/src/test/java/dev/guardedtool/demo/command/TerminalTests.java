package dev.guardedtool.demo.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Progress is drawn only where somebody watches standard error. */
class TerminalTests {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "/dev/pts/3,true",
        "/dev/tty1,true",
        "/dev/console,true",
        "/dev/null,false",
        "pipe:[4711],false",
        "/tmp/errors.txt,false",
        "/tmp/dev/pts/3,false",
    })
    void whereStandardErrorGoesDecidesWhateverTheConsoleSays(String target, boolean watched) throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("2"), Path.of(target));

        assertThat(new Terminal(Map.of(), link, () -> !watched).watched()).isEqualTo(watched);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theConsoleDecidesWhereNothingElseTells(boolean console) {
        assertThat(new Terminal(Map.of(), folder.resolve("none"), () -> console).watched())
                .isEqualTo(console);
    }

    @ParameterizedTest
    @CsvSource({"CI,true,false", "CI,1,false", "CI,false,true", "CI,'',true", "TERM,dumb,false", "TERM,xterm,true"})
    void nobodyWatchesAutomation(String name, String value, boolean watched) {
        assertThat(new Terminal(Map.of(name, value), folder.resolve("none"), () -> true).watched())
                .isEqualTo(watched);
    }

    @Test
    void progressLeavesNothingBehind() {
        StringWriter err = new StringWriter();
        try (StatusLine line = new StatusLine(new PrintWriter(err), true)) {
            line.show("[==  ] 50 %");
        }
        assertThat(err.toString()).isEqualTo("\r\033[K[==  ] 50 %\r\033[K");
    }

    @Test
    void nothingIsDrawnWhereNobodyWatches() {
        StringWriter err = new StringWriter();
        try (StatusLine line = new StatusLine(new PrintWriter(err), false)) {
            line.show("[==  ] 50 %");
        }
        assertThat(err.toString()).isEmpty();
    }
}
