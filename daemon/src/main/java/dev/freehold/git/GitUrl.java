package dev.freehold.git;

import dev.freehold.base.UserError;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which addresses can be read without the user's keys. */
final class GitUrl {
  private GitUrl() {}

  /**
   * @throws UserError as {@link GitAddress#parse}; {@code git.ssh-not-supported}; {@code
   *     git.not-found} for a folder that is not there
   */
  static GitAddress parse(String text) {
    GitAddress address = GitAddress.parse(text);
    return switch (address.kind()) {
      case HTTP -> address;
      case SSH ->
          throw new UserError(
              "git.ssh-not-supported",
              "Freehold can't fetch over ssh yet.",
              "Use the repository's https:// address, or clone it with git and deploy the folder.");
      case FOLDER -> {
        if (!Files.isDirectory(Path.of(address.uri().getPath()))) {
          throw LineFailure.notFound(address, LineFailure.Remedies.OF_SOURCES);
        }
        yield address;
      }
    };
  }
}
