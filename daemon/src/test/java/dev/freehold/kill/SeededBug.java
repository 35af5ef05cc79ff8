package dev.freehold.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;

/** A source file with one thing changed, compiled against the packaged jar. */
record SeededBug(String file, String source) {

  static SeededBug in(String file) throws IOException {
    return new SeededBug(file, Files.readString(Path.of("src/main/java", file)));
  }

  /** The text must stand there exactly once, so that a bug never silently misses its place. */
  SeededBug replacing(String good, String bad) {
    assertThat(source.split(java.util.regex.Pattern.quote(good), -1))
        .as("'%s' stands once in %s", good, file)
        .hasSize(2);
    return new SeededBug(file, source.replace(good, bad));
  }

  /** Returns the class path entry to put before the jar. */
  Path compiledInto(Path folder) throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Path java = folder.resolve("source").resolve(file);
    Files.createDirectories(java.getParent());
    Files.writeString(java, source);
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                List.of(
                        "-proc:none",
                        "-nowarn",
                        "-cp",
                        DaemonUnderTest.jar().toString(),
                        "-d",
                        classes.toString(),
                        java.toString())
                    .toArray(String[]::new));
    assertThat(result).as("the seeded bug compiles").isZero();
    return classes;
  }
}
