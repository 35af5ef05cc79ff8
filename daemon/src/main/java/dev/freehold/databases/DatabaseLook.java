package dev.freehold.databases;

import java.util.List;
import java.util.Optional;

/**
 * What is in a database: its structure, and how much, but no row of it. Only what belongs to the
 * app: not what the server, an extension or the service that runs it keeps there. What could not be
 * read is empty, and {@code gaps} says why.
 *
 * @param tables sorted by name, as {@code views} and {@code routines} are
 */
public record DatabaseLook(
    Optional<Server> server,
    Optional<List<Table>> tables,
    Optional<List<View>> views,
    Optional<List<Routine>> routines,
    List<Gap> gaps) {
  /**
   * What it runs on.
   *
   * @param version as the server says it: {@code 17.4}
   * @param major the part of it that says which features there are: {@code 17}
   * @param encoding of texts: {@code UTF8}
   * @param collation how texts are sorted: {@code en_US.UTF-8}
   * @param timeZone that was set for the database or the user; empty where the server's own counts
   * @param poolMode what a pooler says of itself; empty where none answers
   * @param extensions sorted by name
   */
  public record Server(
      String version,
      int major,
      String encoding,
      String collation,
      Optional<String> timeZone,
      Optional<Sessions> poolMode,
      List<Extension> extensions) {}

  public record Extension(String name, String version) {}

  /**
   * @param what could not be read: {@code views}
   * @param reason the end of a sentence, without a full stop
   */
  public record Gap(String what, String reason) {}
}
