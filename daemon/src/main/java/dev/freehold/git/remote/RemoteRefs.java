package dev.freehold.git.remote;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;

/**
 * @param ids 40 hex digits each, by the full name of the ref
 * @param defaultBranch empty when there is none with commits, or the server does not say
 * @param login with which they were seen
 */
public record RemoteRefs(Map<String, String> ids, Optional<String> defaultBranch, Login login) {
  public RemoteRefs {
    ids = Map.copyOf(ids);
  }

  /** Names of all branches, sorted. */
  public List<String> branches() {
    return ids.keySet().stream()
        .filter(ref -> ref.startsWith(Constants.R_HEADS))
        .map(ref -> ref.substring(Constants.R_HEADS.length()))
        .sorted()
        .toList();
  }

  public Optional<String> branch(String name) {
    return Optional.ofNullable(ids.get(Constants.R_HEADS + name));
  }

  public Optional<String> tag(String name) {
    return Optional.ofNullable(ids.get(Constants.R_TAGS + name));
  }
}
