package dev.freehold.deploy.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.app.Overrides;
import dev.freehold.app.Settings;
import dev.freehold.app.Variable;
import dev.freehold.detect.Detection;
import dev.freehold.detect.Detector;
import dev.freehold.file.MemoryTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgreedValuesTest {
  private static final Settings SETTINGS =
      new Settings(
          "s",
          "e",
          1,
          List.of(
              new Variable("KEY", "a1", Variable.Source.USER),
              new Variable("OTHER", "b2", Variable.Source.USER)));

  private static Detection detect(Map<String, String> overrides) {
    MemoryTree tree =
        MemoryTree.of(
            "index.html",
            "<script type=\"module\" src=\"/index.tsx\"></script>",
            "package.json",
            "{\"scripts\":{\"build\":\"vite build\"},\"devDependencies\":{\"vite\":\"6\"}}",
            "vite.config.ts",
            "export default { define: { k: process.env.KEY } };");
    return new Detector().detect(tree, new Overrides(overrides));
  }

  @Test
  void aBuildGetsASecretOnlyWhenTheOwnerAgreedThatEverybodyCanReadIt() {
    assertThat(SourceChecks.agreed(SETTINGS, detect(Map.of()))).isEmpty();
    assertThat(SourceChecks.agreed(SETTINGS, detect(Map.of("with", "baked-variables"))))
        .containsExactly(Map.entry("KEY", "a1"));
  }
}
