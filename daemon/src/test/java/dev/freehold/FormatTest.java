package dev.freehold;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormatTest {
  private static final List<Path> SOURCES =
      List.of(Path.of("src"), Path.of("../native-messaging/src"));

  @Test
  void sourcesAreFormatted() throws Exception {
    var bad = new ArrayList<Path>();
    for (Path sources : SOURCES) {
      for (Path file : javaFiles(sources)) {
        var text = Files.readString(file);
        var wanted =
            new Formatter()
                .formatSourceAndFixImports(RemoveUnusedImports.removeUnusedImports(text));
        if (!wanted.equals(text)) {
          if (Boolean.getBoolean("format.write")) {
            Files.writeString(file, wanted);
          } else {
            bad.add(file);
          }
        }
      }
    }
    assertThat(bad)
        .as("run mvn test -pl daemon -am -Dtest=FormatTest -Dformat.write=true")
        .isEmpty();
  }

  private static List<Path> javaFiles(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(f -> f.toString().endsWith(".java")).toList();
    }
  }
}
