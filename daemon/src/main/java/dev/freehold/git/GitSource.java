package dev.freehold.git;

import dev.freehold.base.MachineError;
import dev.freehold.base.ProviderError;
import dev.freehold.base.UserError;
import dev.freehold.file.FileTree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;

/** Fetches the newest commit of a git repository, without its history and without credentials. */
public final class GitSource {
  private static final String FETCHED = "refs/heads/fetched";
  private static final int NAMED_BRANCHES = 10;

  private final Duration timeout;
  private final long maxBytes;

  /**
   * @param timeout to connect, and between two pieces of an answer
   * @param maxBytes how much is fetched at most, compressed
   */
  public GitSource(Duration timeout, long maxBytes) {
    this.timeout = timeout;
    this.maxBytes = maxBytes;
  }

  /**
   * @param url {@code https://}, {@code http://} of this machine, {@code file://}, or the absolute
   *     path of a folder; credentials in it are used and never shown
   * @param branch the repository's default branch when empty
   * @param workFolder an empty folder of the caller's, in use until the result is closed
   * @throws UserError {@code git.url-invalid}, {@code git.url-insecure}, {@code
   *     git.ssh-not-supported}, {@code git.not-found}, {@code git.auth-required}, {@code
   *     git.branch-missing}, {@code git.empty}, {@code git.too-large}, {@code git.submodule},
   *     {@code git.lfs-pointer}, {@code git.name-not-utf8}, {@code intake.link}
   * @throws ProviderError {@code git.unreachable}, {@code git.fetch-failed}
   */
  public FetchedSource fetch(String url, Optional<String> branch, Path workFolder) {
    GitAddress source = GitUrl.parse(url);
    try {
      Repository repository = FetchRepository.create(workFolder.resolve("fetched.git"), maxBytes);
      try {
        ObjectId commit = fetch(source, branch, repository);
        return open(repository, commit);
      } catch (IOException | RuntimeException e) {
        repository.close();
        throw e;
      }
    } catch (IOException e) {
      throw MachineError.io("Fetching " + source, e);
    }
  }

  private ObjectId fetch(GitAddress source, Optional<String> branch, Repository repository)
      throws IOException {
    var connections = new HttpConnections(source);
    try (Transport transport = Transport.open(repository, source.uri())) {
      transport.setTimeout((int) timeout.toSeconds());
      transport.setTagOpt(TagOpt.NO_TAGS);
      transport.setDepth(1);
      if (transport instanceof TransportHttp http) {
        http.setHttpConnectionFactory(connections);
      }
      String wanted;
      try (FetchConnection connection = transport.openFetch()) {
        wanted = wanted(connection.getRefsMap(), branch);
      }
      var spec = new RefSpec("+" + wanted + ":" + FETCHED);
      transport.fetch(NullProgressMonitor.INSTANCE, List.of(spec));
      return Objects.requireNonNull(repository.resolve(FETCHED), "fetched");
    } catch (TransportException | NotSupportedException e) {
      throw LineFailure.of(
          source, connections.last(), e, maxBytes, LineFailure.Remedies.OF_SOURCES);
    }
  }

  private static String wanted(Map<String, Ref> refs, Optional<String> branch) {
    List<String> branches =
        refs.keySet().stream()
            .filter(name -> name.startsWith(Constants.R_HEADS))
            .map(Repository::shortenRefName)
            .sorted()
            .toList();
    if (branch.isPresent() && branches.contains(branch.get())) {
      return Constants.R_HEADS + branch.get();
    }
    if (branches.isEmpty()) {
      throw new UserError(
          "git.empty",
          "The repository has no commits yet.",
          "Push the app's files to it first, then deploy again.");
    }
    if (branch.isEmpty() && refs.containsKey(Constants.HEAD)) {
      return Constants.HEAD;
    }
    throw new UserError(
        "git.branch-missing",
        branch
            .map(name -> "The repository has no branch " + name + ".")
            .orElse("The repository's default branch has no commits."),
        "Name one of its branches: "
            + branches.stream().limit(NAMED_BRANCHES).collect(Collectors.joining(", "))
            + (branches.size() > NAMED_BRANCHES ? ", …" : "."));
  }

  private static FetchedSource open(Repository repository, ObjectId commit) throws IOException {
    try (var walk = new RevWalk(repository)) {
      FileTree files = CommitTree.of(repository, walk.parseCommit(commit).getTree());
      LfsPointers.refuse(files);
      return new FetchedSource(repository, files, commit.name());
    }
  }
}
