package dev.freehold;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class FormatTest {
  @Test
  void sourcesAreFormatted() throws Exception {
    var bad = new ArrayList<Path>();
    try (var files = Files.walk(Path.of("src"))) {
      for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
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
    assertThat(bad).as("run mvn test -pl daemon -Dtest=FormatTest -Dformat.write=true").isEmpty();
  }
}
