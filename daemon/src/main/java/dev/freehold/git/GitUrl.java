package dev.freehold.git;

import dev.freehold.base.UserError;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jgit.transport.URIish;

/**
 * An address of a repository that Freehold can read: {@code https://}, {@code http://} of this
 * machine, {@code file://}, or the absolute path of a folder. Its text has no credentials.
 */
final class GitUrl {
  private static final Pattern SCP = Pattern.compile("[^/:@]+@[^/:]+:.*|[^/:@]{2,}:[^/:].*");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

  private final URIish uri;

  private GitUrl(URIish uri) {
    this.uri = uri;
  }

  /**
   * @throws UserError {@code git.url-invalid}, {@code git.ssh-not-supported}, {@code
   *     git.url-insecure}, {@code git.not-found} for a folder that is not there
   */
  static GitUrl parse(String text) {
    String url = text.strip();
    int colon = url.indexOf("://");
    if (colon < 0 && SCP.matcher(url).matches()) {
      throw sshNotSupported();
    }
    String scheme = colon < 0 ? "file" : url.substring(0, colon).toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "ssh", "git+ssh", "ssh+git" -> throw sshNotSupported();
      case "https" -> new GitUrl(remote(url));
      case "http" -> new GitUrl(loopback(remote(url)));
      case "file" -> folder(colon < 0 ? url : url.substring(colon + 3));
      default -> throw invalid("Freehold can't read from " + scheme + ":// addresses.");
    };
  }

  URIish uri() {
    return uri;
  }

  boolean isRemote() {
    return uri.isRemote();
  }

  /** Without user name and password. */
  @Override
  public String toString() {
    return uri.setUser(null).setPass(null).toString();
  }

  private static URIish remote(String url) {
    try {
      var uri = new URIish(url);
      if (uri.getHost() == null || uri.getHost().isBlank()) {
        throw invalid("The address names no server.");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw invalid("That is not an address."); // its message quotes the address, with a password
    }
  }

  private static URIish loopback(URIish uri) {
    if (!LOOPBACK.contains(uri.getHost())) {
      throw new UserError(
          "git.url-insecure",
          "An http:// address of another machine can be read and changed on the way.",
          "Use the https:// address of the repository.");
    }
    return uri;
  }

  private static GitUrl folder(String text) {
    try {
      Path folder = Path.of(text);
      if (text.isEmpty() || !folder.isAbsolute()) {
        throw invalid("A folder has to be given with its whole path.");
      }
      if (!Files.isDirectory(folder)) {
        throw notFound(text);
      }
      return new GitUrl(new URIish().setPath(folder.normalize().toString()));
    } catch (InvalidPathException e) {
      throw invalid("That is not a path.");
    }
  }

  static UserError notFound(String where) {
    return new UserError(
        "git.not-found",
        "There is no git repository at " + where + ", or you may not see it.",
        "Check the address. If the repository is private, clone it with git and deploy the"
            + " folder.");
  }

  private static UserError invalid(String why) {
    return new UserError(
        "git.url-invalid",
        why,
        "Give an address like https://github.com/you/your-app, or the path of a folder.");
  }

  private static UserError sshNotSupported() {
    return new UserError(
        "git.ssh-not-supported",
        "Freehold can't fetch over ssh yet.",
        "Use the repository's https:// address, or clone it with git and deploy the folder.");
  }
}
