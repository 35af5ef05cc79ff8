package dev.freehold.git.remote;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.MachineError;
import dev.freehold.git.FetchRepository;
import dev.freehold.git.GitAddress;
import dev.freehold.git.HttpConnections;
import dev.freehold.git.LineFailure;
import dev.freehold.git.LineFailure.Remedies;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;

/** Opens lines to git servers, with the first login that a server takes. */
public final class RemoteLine {
  /** Git hosts say the last one of what a login may not see. */
  private static final Set<Integer> ANOTHER_MAY_DO = Set.of(401, 403, 404);

  private final RemoteLogins logins;
  private final SshSessionFactory ssh;
  private final Duration timeout;
  private final long maxBytes;

  /**
   * @param ssh opens sessions to servers whose key is known, with the user's keys
   * @param timeout to connect, and between two pieces of an answer
   * @param maxBytes how much one fetch may bring, compressed
   */
  public RemoteLine(RemoteLogins logins, SshSessionFactory ssh, Duration timeout, long maxBytes) {
    this.logins = logins;
    this.ssh = ssh;
    this.timeout = timeout;
    this.maxBytes = maxBytes;
  }

  /** What is said over a line; said again from the start with another login. */
  interface Talk<T> {
    T over(Transport transport, FetchRepository repository) throws IOException;
  }

  record Said<T>(T value, Login login) {}

  private sealed interface Attempt<T> {
    record Done<T>(T value) implements Attempt<T> {}

    record Broken<T>(int status, boolean loginRefused, IOException why) implements Attempt<T> {}
  }

  /**
   * @param folder the app's bare repository
   * @param work as the beginning of a sentence: {@code Pushing to}
   * @throws FreeholdException {@code git.auth-required}, {@code git.not-found}, {@code
   *     git.unreachable}, {@code git.fetch-failed}, {@code git.too-large}, {@code machine.io},
   *     those of {@code ssh}
   */
  <T> Said<T> talk(RemoteUrl url, Path folder, String work, Talk<T> talk) {
    Iterator<Login> ways = logins.of(url);
    List<String> tried = new ArrayList<>();
    try (FetchRepository repository = FetchRepository.open(folder, maxBytes)) {
      while (true) {
        Login login = ways.hasNext() ? ways.next() : new Login.Anonymous();
        switch (attempt(url, login, repository, talk)) {
          case Attempt.Done<T>(T value) -> {
            logins.accepted(url, login);
            return new Said<>(value, login);
          }
          case Attempt.Broken<T>(int status, boolean loginRefused, IOException why) -> {
            tried.add(login.where());
            if (loginRefused) {
              logins.refused(url, login);
            }
            if (!ANOTHER_MAY_DO.contains(status) || !ways.hasNext()) {
              throw LineFailure.of(
                  url.address(), status, why, maxBytes, remedies(url, work, tried));
            }
          }
        }
      }
    } catch (IOException e) {
      throw MachineError.io(work + " " + url, e);
    }
  }

  private <T> Attempt<T> attempt(
      RemoteUrl url, Login login, FetchRepository repository, Talk<T> talk) throws IOException {
    var connections = new HttpConnections(url.address());
    try (Transport transport = Transport.open(repository, url.uri())) {
      transport.setTimeout((int) timeout.toSeconds());
      transport.setTagOpt(TagOpt.NO_TAGS);
      if (transport instanceof TransportHttp http) {
        http.setHttpConnectionFactory(connections);
      }
      if (transport instanceof SshTransport secure) {
        secure.setSshSessionFactory(ssh);
      }
      if (login instanceof Login.Password password) {
        transport.setCredentialsProvider(new LoginForOneServer(url.uri(), password));
      }
      return new Attempt.Done<>(talk.over(transport, repository));
    } catch (TransportException | NotSupportedException e) {
      return new Attempt.Broken<>(connections.last(), connections.loginRefused(), e);
    }
  }

  private Remedies remedies(RemoteUrl url, String work, List<String> tried) {
    String asked = " (tried: " + String.join("; ", tried) + ")";
    return new Remedies(
        work,
        url.address().kind() == GitAddress.Kind.HTTP
            ? "Log in with "
                + (logins.offersOwn(url) ? "'freehold git login' or " : "")
                + "'gh auth login' for GitHub, or once with 'git push' for other servers,"
                + " so that git's credential helper knows you"
                + asked
                + "."
            : "Check that 'git ls-remote " + url + "' works in a terminal.",
        "Check the address, and that your login may see the repository" + asked + ".",
        "Remove large files from its history, or raise the limit for exports.",
        "Nothing was lost. Try again later.");
  }
}
