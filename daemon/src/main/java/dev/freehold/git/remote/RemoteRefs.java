package dev.freehold.git.remote;

import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;

/**
 * @param ids 40 hex digits each, by the full name of the ref
 * @param login with which they were seen
 */
public record RemoteRefs(Map<String, String> ids, Login login) {
  public RemoteRefs {
    ids = Map.copyOf(ids);
  }

  public Optional<String> branch(String name) {
    return Optional.ofNullable(ids.get(Constants.R_HEADS + name));
  }

  public Optional<String> tag(String name) {
    return Optional.ofNullable(ids.get(Constants.R_TAGS + name));
  }
}
