package dev.freehold.git;

import dev.freehold.base.UserError;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/**
 * Where a git repository is: {@code https://}, {@code http://} of this machine, {@code ssh://} or
 * its short form {@code user@host:path}, {@code file://}, or the absolute path of a folder. Its
 * text shows no password, and no user but that of ssh, which is no secret.
 */
public final class GitAddress {
  private static final Pattern SCP = Pattern.compile("[^/:@]+@[^/:]+:.*|[^/:@]{2,}:[^/:].*");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

  private final Kind kind;
  private final URIish uri;

  private GitAddress(Kind kind, URIish uri) {
    this.kind = kind;
    this.uri = uri;
  }

  /** How the repository is reached. */
  public enum Kind {
    HTTP,
    SSH,
    FOLDER
  }

  /**
   * @throws UserError {@code git.url-invalid}, {@code git.url-insecure} for {@code http://} of
   *     another machine
   */
  public static GitAddress parse(String text) {
    String url = text.strip();
    int colon = url.indexOf("://");
    if (colon < 0 && SCP.matcher(url).matches()) {
      return new GitAddress(Kind.SSH, remote(url));
    }
    String scheme = colon < 0 ? "file" : url.substring(0, colon).toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "ssh", "git+ssh", "ssh+git" -> new GitAddress(Kind.SSH, remote(url));
      case "https" -> new GitAddress(Kind.HTTP, remote(url));
      case "http" -> new GitAddress(Kind.HTTP, loopback(remote(url)));
      case "file" ->
          new GitAddress(Kind.FOLDER, folder(colon < 0 ? url : url.substring(colon + 3)));
      default -> throw invalid("Freehold can't read from " + scheme + ":// addresses.");
    };
  }

  public Kind kind() {
    return kind;
  }

  /** With everything that was in the text. */
  public URIish uri() {
    return uri;
  }

  public Optional<String> user() {
    return Optional.ofNullable(uri.getUser());
  }

  public boolean hasPassword() {
    return uri.getPass() != null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GitAddress address && uri.equals(address.uri);
  }

  @Override
  public int hashCode() {
    return uri.hashCode();
  }

  @Override
  public String toString() {
    URIish shown = uri.setPass(null);
    return (kind == Kind.SSH ? shown : shown.setUser(null)).toString();
  }

  private static URIish remote(String url) {
    try {
      var uri = new URIish(url);
      if (uri.getHost() == null || uri.getHost().isBlank()) {
        throw invalid("The address names no server.");
      }
      // decoded, a line break could say something of its own to whom the address is told
      if (CONTROL.matcher(uri.getHost() + uri.getPath() + uri.getUser() + uri.getPass()).find()) {
        throw invalid("The address has a line break or another control character in it.");
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

  private static URIish folder(String text) {
    try {
      Path folder = Path.of(text);
      if (text.isEmpty() || !folder.isAbsolute()) {
        throw invalid("A folder has to be given with its whole path.");
      }
      return new URIish().setPath(folder.normalize().toString());
    } catch (InvalidPathException e) {
      throw invalid("That is not a path.");
    }
  }

  private static UserError invalid(String why) {
    return new UserError(
        "git.url-invalid",
        why,
        "Give an address like https://github.com/you/your-app, or the path of a folder.");
  }
}
