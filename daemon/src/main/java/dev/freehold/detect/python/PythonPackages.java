package dev.freehold.detect.python;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The packages that an app asks for in the file of its package manager, and what is installed for
 * them.
 *
 * @param requirements what the app itself names, one a line, as pip reads them
 * @param lockFile that says which versions these and those that they need have; empty without one
 * @param locked exact versions with the hashes of their files, one a line, as pip reads them
 * @param lockedNames of packages in {@code locked}
 * @param flaw why nothing can be installed by these files, as half a sentence; {@code ""} when it
 *     can
 */
public record PythonPackages(
    List<String> requirements,
    Optional<String> lockFile,
    List<String> locked,
    Set<String> lockedNames,
    String flaw) {
  /** Files that name packages and are none of pip's own. */
  public static final List<String> FILES = List.of(ProjectFile.PYPROJECT, ProjectFile.PIPFILE);

  private static final PythonPackages NONE =
      new PythonPackages(List.of(), Optional.empty(), List.of(), Set.of(), "");

  /**
   * @param file one of {@link #FILES}
   * @param texts of files beside it, by their names
   * @return without requirements when the file names none, or is none that could be read
   */
  public static PythonPackages of(String file, Function<String, Optional<String>> texts) {
    ProjectFile project;
    try {
      project = ProjectFile.of(file, texts.apply(file).orElse(""));
    } catch (UnclearPackagesException e) {
      return NONE;
    }
    List<String> lines =
        Stream.concat(
                project.indexes().stream().map(Indexes::line),
                project.packages().stream().map(Requirement::line))
            .toList();
    Optional<String> lockFile =
        locks(file).stream().filter(lock -> texts.apply(lock).isPresent()).findFirst();
    if (lockFile.isEmpty()) {
      return new PythonPackages(
          lines,
          lockFile,
          List.of(),
          Set.of(),
          project.flaw().map(PythonPackages::said).orElse(""));
    }
    try {
      Lock lock = read(lockFile.get(), texts.apply(lockFile.get()).orElseThrow(), project);
      requireAll(project, lock, file, lockFile.get());
      return new PythonPackages(
          lines,
          lockFile,
          lock.lines(),
          lock.pins().stream().map(Pin::name).collect(Collectors.toUnmodifiableSet()),
          "");
    } catch (UnclearPackagesException e) {
      return new PythonPackages(lines, lockFile, List.of(), Set.of(), e.why());
    }
  }

  /**
   * @param file one of {@link #FILES}
   * @return the range of Python's own versions that it asks for; empty when it asks for none, or
   *     can't be read
   */
  public static Optional<String> askedPython(String file, String text) {
    try {
      return ProjectFile.python(file, text);
    } catch (UnclearPackagesException e) {
      return Optional.empty();
    }
  }

  private static List<String> locks(String file) {
    return file.equals(ProjectFile.PIPFILE)
        ? List.of(PipfileLock.FILE)
        : List.of(UvLock.FILE, PoetryLock.FILE, PdmLock.FILE, PyLock.FILE);
  }

  private static Lock read(String lockFile, String text, ProjectFile project)
      throws UnclearPackagesException {
    return switch (lockFile) {
      case UvLock.FILE -> UvLock.of(text);
      case PoetryLock.FILE -> PoetryLock.of(text, project.packages());
      case PdmLock.FILE -> PdmLock.of(text, project);
      case PyLock.FILE -> PyLock.of(text);
      default -> PipfileLock.of(text);
    };
  }

  private static String said(String flaw) {
    return "pip has no words for " + flaw;
  }

  private static void requireAll(ProjectFile project, Lock lock, String file, String lockFile)
      throws UnclearPackagesException {
    for (Requirement one : project.packages()) {
      if (one.marker().isEmpty() && !lock.names().contains(one.name())) {
        throw new UnclearPackagesException(
            lockFile + " has no " + one.name() + ", which " + file + " names");
      }
    }
  }

  /** Whether this package is installed by the lock file. */
  public boolean pins(String name) {
    return lockedNames.contains(PackageName.of(name));
  }
}
