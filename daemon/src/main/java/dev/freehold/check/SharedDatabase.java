package dev.freehold.check;

import dev.freehold.app.Settings;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether two environments of an app work on the same database. */
public final class SharedDatabase {
  /** What a plan that would do so is refused with. */
  public static final String CODE = "env.shares-database";

  private SharedDatabase() {}

  /**
   * Names of the variables of {@code mine} that lead to a database that {@code other} leads to as
   * well; sorted.
   *
   * @param target where the environment runs that has {@code mine}
   * @param otherTarget the same of {@code other}
   */
  public static List<String> names(
      Settings mine, String target, Settings other, String otherTarget) {
    Set<DatabaseAddress> theirs =
        other.variables().stream()
            .flatMap(v -> DatabaseAddress.of(v.name(), v.value(), otherTarget).stream())
            .collect(Collectors.toSet());
    return mine.variables().stream()
        .filter(
            v ->
                DatabaseAddress.of(v.name(), v.value(), target)
                    .filter(theirs::contains)
                    .isPresent())
        .map(v -> v.name())
        .sorted()
        .toList();
  }

  /**
   * What blocks a plan until the owner allows it.
   *
   * @param names as {@link #names} has them; not empty
   * @param environment that would be deployed to
   * @param owner the environment that the database belongs to
   */
  public static Finding finding(List<String> names, String environment, String owner) {
    boolean one = names.size() == 1;
    String id = FindingId.plain(CODE, environment, owner, String.join(",", names));
    return new Finding(
        id,
        Finding.Severity.ERROR,
        CODE,
        "shares-database",
        "",
        0,
        environment
            + " would work on the database of "
            + owner
            + ": "
            + String.join(", ", names)
            + (one ? " leads" : " lead")
            + " to it there as well, so what is tried in "
            + environment
            + " changes what visitors of "
            + owner
            + " see.",
        "Give "
            + environment
            + " a database of its own: freehold var set "
            + names.getFirst()
            + " - --env "
            + environment
            + ". If it must be the same one: freehold check allow "
            + id
            + " --reason \"...\"");
  }
}
