package dev.guardedtool.autoconfigure;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Makes classes of code that the manual shows. */
record CompiledCode(Path folder) {

    private static final String FRAME = """
            import dev.guardedtool.*;
            import java.util.*;
            import org.springframework.ai.tool.annotation.*;

            public class %s {

                public record Order(String id) {}

            %s
            }
            """;

    static CompiledCode in(Path folder) {
        return new CompiledCode(folder);
    }

    /** A class of that name with those members. */
    Class<?> type(String name, String members) throws IOException, ClassNotFoundException {
        Path source = Files.writeString(folder.resolve(name + ".java"), FRAME.formatted(name, members));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-parameters", "-proc:none", "-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
            boolean compiled = compiler.getTask(
                            complaints, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
            if (!compiled) {
                throw new AssertionError(complaints.toString());
            }
        }
        URL classes = folder.toUri().toURL();
        return new URLClassLoader(new URL[] {classes}, CompiledCode.class.getClassLoader()).loadClass(name);
    }
}
