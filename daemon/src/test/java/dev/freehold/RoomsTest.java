package dev.freehold;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Data walks one way: a room may use the rooms before it and never those after it. */
class RoomsTest {
  private static final List<String> ROOMS =
      List.of(
          "http",
          "host",
          "base",
          "store",
          "process",
          "credential",
          "file",
          "backup",
          "browser",
          "service",
          "render",
          "app",
          "step",
          "intake",
          "git",
          "detect",
          "check",
          "builds",
          "doctor",
          "release",
          "sync",
          "targets",
          "databases",
          "deploy",
          "history",
          "api",
          "cli",
          "bootstrap");

  /** Nothing of it needs the daemon, which may be what does not work. */
  private static final List<String> CLI_MAY_USE =
      List.of(
          "http", "host", "base", "file", "backup", "process", "browser", "service", "doctor",
          "cli");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.freehold");

  static List<String> rooms() {
    return ROOMS;
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void usesOnlyRoomsBeforeIt(String room) {
    String[] later =
        ROOMS.subList(ROOMS.indexOf(room) + 1, ROOMS.size()).stream()
            .map(r -> "dev.freehold." + r + "..")
            .toArray(String[]::new);
    if (later.length == 0) {
      return;
    }
    noClasses()
        .that()
        .resideInAPackage("dev.freehold." + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(later)
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void hasNoCycles() {
    slices().matching("dev.freehold.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  /** The daemon's own, and those of apps, which are only looked at. */
  @Test
  void onlyStoreAndTheReadersOfAppsDatabasesSpeakSql() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.freehold.store..", "dev.freehold.databases.*..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.sql..", "org.jdbi..", "org.sqlite..", "org.postgresql.."))
        .check(CLASSES);
  }

  @Test
  void whoReadsAppsDatabasesIsKeptFromTheDaemonsOwn() {
    noClasses()
        .that()
        .resideInAPackage("dev.freehold.databases..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.freehold.store..", "org.jdbi..", "org.sqlite.."))
        .check(CLASSES);
  }

  @Test
  void onlyProcessAndTheHostStartProcesses() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.freehold.process..", "dev.freehold.host..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.ProcessBuilder")
        .check(CLASSES);
  }

  @Test
  void deployKnowsNoConcreteTargetOrDatabase() {
    noClasses()
        .that()
        .resideInAPackage("dev.freehold.deploy..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.freehold.targets.*..", "dev.freehold.databases.*..")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void onlyWhatWiresTheDaemonNamesAKindOfDatabase() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.freehold.databases..", "dev.freehold.bootstrap..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.freehold.databases.*..")
        .check(CLASSES);
  }

  @Test
  void onlyWhatWiresTheDaemonNamesAKindOfPlace() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.freehold.targets..", "dev.freehold.bootstrap..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.freehold.targets.local..",
            "dev.freehold.targets.ssh..",
            "dev.freehold.targets.vercel..",
            "dev.freehold.targets.aws..")
        .check(CLASSES);
  }

  @Test
  void theCliSpeaksToTheDaemonOnlyThroughItsSocket() {
    noClasses()
        .that()
        .resideInAPackage("dev.freehold.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOMS.stream()
                .filter(r -> !CLI_MAY_USE.contains(r))
                .map(r -> "dev.freehold." + r + "..")
                .toArray(String[]::new))
        .allowEmptyShould(true)
        .check(CLASSES);
  }
}
