package dev.freehold.credential;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

class CredentialRulesTest {
  private static final ArchRule ONLY_DRIVERS_AND_KEEPERS_REVEAL =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.freehold.credential..",
              "dev.freehold.git.remote..",
              "dev.freehold.targets..",
              "dev.freehold.databases..",
              "dev.freehold.git.github..",
              "dev.freehold.app..")
          .should()
          .callMethod(Secret.class, "reveal");

  @Test
  void onlyDriversAndTheKeepersOfSecretsRevealThem() {
    ONLY_DRIVERS_AND_KEEPERS_REVEAL.check(
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.freehold"));
  }

  @Test
  void theRuleSeesAnOffender() {
    assertThatThrownBy(
            () ->
                ONLY_DRIVERS_AND_KEEPERS_REVEAL.check(
                    new ClassFileImporter()
                        .importClasses(dev.freehold.RevealingClass.class, Secret.class)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("RevealingClass");
  }
}
