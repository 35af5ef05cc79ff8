package dev.freehold.git;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.ProviderError;
import dev.freehold.base.UserError;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.errors.UnpackException;

/**
 * What a broken conversation with a git server means for the user. Our words only: a library's
 * message might quote the address with its password, so no cause is kept either.
 */
public final class LineFailure {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int OK = 200;

  private LineFailure() {}

  /**
   * What to do, which depends on what was tried.
   *
   * @param work as the beginning of a sentence: {@code Fetching from}
   */
  public record Remedies(
      String work, String login, String notFound, String tooLarge, String failed) {
    static final Remedies OF_SOURCES =
        new Remedies(
            "Fetching from",
            "Clone the repository with git and deploy the folder.",
            "Check the address. If the repository is private, clone it with git and deploy the"
                + " folder.",
            "Remove large files from it, or raise the limit for exports.",
            "Try again later. If it stays so, clone the repository with git and deploy the"
                + " folder.");
  }

  /**
   * @param status the server's last HTTP status; 0 when there was none
   * @return {@code git.too-large}, {@code git.auth-required}, {@code git.not-found}, {@code
   *     git.unreachable}, {@code git.fetch-failed}, or what a cause of {@code e} says by itself
   */
  public static FreeholdException of(
      GitAddress address, int status, IOException e, long maxBytes, Remedies remedies) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof FreeholdException known) {
        return known;
      }
      if (t instanceof FetchRepository.TooLargeException
          || t instanceof TooLargeObjectInPackException) {
        return new UserError(
            "git.too-large",
            "The repository at " + address + " is larger than " + (maxBytes >> 20) + " MiB.",
            remedies.tooLarge());
      }
    }
    if (status == UNAUTHORIZED || status == FORBIDDEN) {
      return new UserError(
          "git.auth-required",
          "The server of " + address + " wants to know who you are.",
          remedies.login());
    }
    if (e instanceof NoRemoteRepositoryException || e instanceof NotSupportedException) {
      return notFound(address, remedies);
    }
    if (address.kind() == GitAddress.Kind.FOLDER && !(e instanceof UnpackException)) {
      return notFound(address, remedies);
    }
    if (address.kind() == GitAddress.Kind.HTTP && status == 0) {
      return new ProviderError(
          "git.unreachable",
          "The server of " + address + " can't be reached" + reason(e) + ".",
          "Check the address and your network, then try again.",
          true,
          null,
          null);
    }
    return new ProviderError(
        "git.fetch-failed",
        remedies.work() + " " + address + " failed; " + how(status) + ".",
        remedies.failed(),
        true,
        null,
        null);
  }

  static UserError notFound(GitAddress address, Remedies remedies) {
    return new UserError(
        "git.not-found",
        "There is no git repository at " + address + ", or you may not see it.",
        remedies.notFound());
  }

  private static String how(int status) {
    return status == 0 || status == OK
        ? "the line broke before the end"
        : "the server's last answer was HTTP " + status;
  }

  private static String reason(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      switch (t) {
        case UnknownHostException _ -> {
          return ": no server has that name";
        }
        case ConnectException _ -> {
          return ": it refuses connections";
        }
        case SocketTimeoutException _ -> {
          return ": it did not answer in time";
        }
        case SSLException _ -> {
          return ": its certificate is not valid";
        }
        default -> {}
      }
    }
    return "";
  }
}
