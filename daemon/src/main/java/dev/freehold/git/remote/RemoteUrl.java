package dev.freehold.git.remote;

import dev.freehold.base.UserError;
import dev.freehold.git.GitAddress;
import java.util.regex.Pattern;
import org.eclipse.jgit.transport.URIish;

/** Where an app's remote is: an address without a secret in it, so it may be kept and shown. */
public record RemoteUrl(GitAddress address) {
  /** How the tokens of git hosts begin; as a user's name they are passwords. */
  private static final Pattern TOKEN = Pattern.compile("(gh[a-z]_|github_pat_|glpat-|ATB?T).*");

  private static final int LONGEST_NAME = 39;

  /**
   * @throws UserError {@code git.url-invalid}, {@code git.url-insecure}, {@code
   *     git.url-credentials} for an address with a password or a token in it
   */
  public static RemoteUrl parse(String text) {
    GitAddress address = GitAddress.parse(text);
    if (address.hasPassword() || address.user().filter(RemoteUrl::isToken).isPresent()) {
      throw new UserError(
          "git.url-credentials",
          "The address " + address + " was given with a password or a token in it.",
          "Give it without, and let git keep the password: run 'git credential approve', or"
              + " 'gh auth login' for GitHub. If the address stood where others read it, make a"
              + " new token.");
    }
    return new RemoteUrl(address);
  }

  URIish uri() {
    return address.uri();
  }

  /**
   * Whether both name one repository, also over another protocol, with another user, or with {@code
   * .git} at the end in one of them only.
   */
  public boolean isSameRepository(RemoteUrl other) {
    GitAddress.Kind kind = address.kind();
    GitAddress.Kind others = other.address.kind();
    if (kind == GitAddress.Kind.FOLDER || others == GitAddress.Kind.FOLDER) {
      return equals(other);
    }
    return uri().getHost().equalsIgnoreCase(other.uri().getHost())
        && (kind != others || uri().getPort() == other.uri().getPort())
        && path().equalsIgnoreCase(other.path());
  }

  private String path() {
    return uri().getPath().replaceAll("^/+|/+$", "").replaceAll("\\.git$", "");
  }

  private static boolean isToken(String user) {
    return user.length() > LONGEST_NAME || TOKEN.matcher(user).matches();
  }

  /** Without credentials. */
  @Override
  public String toString() {
    return address.toString();
  }
}
