package dev.freehold.git.github;

import dev.freehold.base.UserError;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Makes a private and empty repository, once. */
final class NewRepository {
  private static final int LONGEST_DESCRIPTION = 350;

  private final GitHubHttp http;
  private final Repositories repositories;

  NewRepository(GitHubHttp http, Repositories repositories) {
    this.http = http;
    this.repositories = repositories;
  }

  RemoteRepository create(Account account, RepositoryName name, String description) {
    var body = new LinkedHashMap<String, Object>();
    body.put("name", name.name());
    body.put("description", plain(description));
    body.put("private", true);
    body.put("auto_init", false);
    String path =
        account.isCalled(name.owner()) ? "/user/repos" : "/orgs/" + name.owner() + "/repos";
    Reply reply = http.send(Call.post("creating the repository " + name, path, body));
    if (reply.status() == 404) {
      throw Refusals.mayNotCreate(reply, name, account);
    }
    if (reply.says("name already exists")) {
      return there(name).orElseThrow(() -> exists(name, "this token does not see it"));
    }
    RemoteRepository made = RemoteRepository.of(reply.require(), http.server());
    if (!made.isPrivate()) {
      throw exists(made.name(), "GitHub made it for others to see");
    }
    return made;
  }

  /** One that was made before a lost answer, or by hand for this purpose. */
  private Optional<RemoteRepository> there(RepositoryName name) {
    Optional<RemoteRepository> found = repositories.find(name);
    found.ifPresent(
        there -> {
          if (!name.isCalled(there.name().toString())) {
            throw exists(name, "it was renamed to " + there.name());
          }
          if (!there.isPrivate()) {
            throw exists(name, "others can see it");
          }
          if (there.archived() || !there.mayPush()) {
            throw exists(name, there.archived() ? "it is archived" : "you may not push to it");
          }
          if (!repositories.isEmpty(name)) {
            throw exists(name, "it has commits");
          }
        });
    return found;
  }

  private static UserError exists(RepositoryName name, String why) {
    return new UserError(
        "github.repository-exists",
        "There is a repository " + name + " already, and " + why + ".",
        "Choose another name, or connect that repository by its address if it is meant.");
  }

  /** GitHub refuses control characters and what is longer. */
  private static String plain(String description) {
    return description
        .codePoints()
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .limit(LONGEST_DESCRIPTION)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .strip();
  }
}
