package dev.freehold.builds;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Packages of Python that pip takes together and that do not work together. */
public final class MisfitPackages {
  private static final List<Misfit> KNOWN =
      List.of(
          // github.com/pyca/bcrypt, changes of 5.0.0
          new Misfit(
              "passlib",
              "1.7.4",
              "1.7.5",
              "bcrypt",
              "5",
              "at every sign-up",
              "password cannot be longer than 72 bytes",
              "bcrypt==4.3.0"),
          // github.com/openai/openai-python/issues/1903
          new Misfit(
              "openai",
              "1",
              "1.55.3",
              "httpx",
              "0.28",
              "when it is first used",
              "unexpected keyword argument 'proxies'",
              "httpx==0.27.2"),
          // github.com/BeanieODM/beanie/issues/1028
          new Misfit(
              "motor",
              "0",
              "3.6",
              "pymongo",
              "4.9",
              "when it is loaded",
              "cannot import name '_QUERY_OPTIONS'",
              "pymongo==4.8.0"),
          // github.com/pallets/werkzeug/issues/2789
          new Misfit(
              "flask",
              "2",
              "2.2.5",
              "werkzeug",
              "3",
              "when it is loaded",
              "cannot import name 'url_quote'",
              "werkzeug==2.3.8"));

  private static final Pattern MANIFESTS = Pattern.compile("(?:.*/)?(?:pyproject\\.toml|Pipfile)");

  private static final Pattern NUMBERS =
      Pattern.compile("(\\d{1,6})(?:\\.(\\d{1,6}))?(?:\\.(\\d{1,6}))?.*");

  private MisfitPackages() {}

  /**
   * @param from the first version of the package that is meant
   * @param below the first that is not
   * @param otherFrom the first version of the other package that does not fit
   * @param fails when
   * @param says what is printed then
   * @param instead what the requirements should say
   */
  private record Misfit(
      String name,
      String from,
      String below,
      String other,
      String otherFrom,
      String fails,
      String says,
      String instead) {
    boolean isIn(Map<String, String> installed) {
      String version = installed.getOrDefault(name, "");
      String otherVersion = installed.getOrDefault(other, "");
      return !version.isEmpty()
          && !otherVersion.isEmpty()
          && compare(version, from) >= 0
          && compare(version, below) < 0
          && compare(otherVersion, otherFrom) >= 0;
    }
  }

  /**
   * @param installed versions by name
   * @param file that names the app's packages
   */
  static List<String> notes(Map<String, String> installed, String file) {
    return KNOWN.stream()
        .filter(misfit -> misfit.isIn(installed))
        .map(
            misfit ->
                misfit.name()
                    + " "
                    + installed.get(misfit.name())
                    + " fails with "
                    + misfit.other()
                    + " "
                    + installed.get(misfit.other())
                    + " "
                    + misfit.fails()
                    + " (\""
                    + misfit.says()
                    + "\"): "
                    + remedy(misfit, file)
                    + ".")
        .toList();
  }

  /** A lock file is written by its package manager only. */
  private static String remedy(Misfit misfit, String file) {
    return file.endsWith(".txt") || MANIFESTS.matcher(file).matches()
        ? "write " + misfit.instead() + " into " + file
        : "pin "
            + misfit.instead()
            + " in "
            + (file.endsWith("Pipfile.lock")
                ? file.replaceFirst("\\.lock$", "")
                : file.replaceFirst("[^/]*$", "pyproject.toml"))
            + " and lock again, so that "
            + file
            + " has it";
  }

  /** The note that says why a server ended so; empty when it is about something else. */
  public static Optional<String> causeIn(List<String> notes, String printed) {
    return KNOWN.stream()
        .filter(misfit -> printed.contains(misfit.says()))
        .flatMap(
            misfit ->
                notes.stream()
                    .filter(note -> note.startsWith(misfit.name() + " "))
                    .filter(note -> note.contains(misfit.says())))
        .findFirst();
  }

  private static int compare(String one, String two) {
    return Arrays.compare(numbers(one), numbers(two));
  }

  private static int[] numbers(String version) {
    Matcher found = NUMBERS.matcher(version);
    var numbers = new int[3];
    if (found.matches()) {
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = found.group(i + 1) == null ? 0 : Integer.parseInt(found.group(i + 1));
      }
    }
    return numbers;
  }
}
