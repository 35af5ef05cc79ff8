package dev.freehold.git.remote;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.Transport;

/** Fetches a remote's branches with their history, and moves none of ours. */
final class Pull {
  private final Repository repository;
  private final Remembered remembered;
  private final Ours ours;
  private final Histories histories;

  Pull(Repository repository, Remembered remembered, Ours ours) {
    this.repository = repository;
    this.remembered = remembered;
    this.ours = ours;
    this.histories = new Histories(repository);
  }

  record Found(List<PullResult.Branch> branches, Map<String, String> tags) {}

  /**
   * What a server says that it has.
   *
   * @param ids by the full name of the ref
   * @param defaultBranch empty when it has none, or does not say
   */
  record There(Map<String, ObjectId> ids, Optional<String> defaultBranch) {}

  /** What of ours a remote's branch is compared with. */
  interface Ours {
    /** Our branch of the same name. */
    Ours HEADS = (remembered, branch) -> remembered.at(Constants.R_HEADS + branch);

    Optional<ObjectId> of(Remembered remembered, String branch) throws IOException;

    static Ours commit(Optional<String> id) {
      return (_, _) -> id.map(ObjectId::fromString);
    }
  }

  Found run(Transport transport, List<String> branches) throws IOException {
    Map<String, ObjectId> there = look(transport).ids();
    fetch(transport, branches, there);
    return new Found(compare(branches), tags(there));
  }

  List<PullResult.Branch> compare(List<String> branches) throws IOException {
    var found = new ArrayList<PullResult.Branch>();
    for (String branch : branches) {
      found.add(compare(branch));
    }
    return found;
  }

  static There look(Transport transport) throws IOException {
    var there = new TreeMap<String, ObjectId>();
    Optional<String> head = Optional.empty();
    try (FetchConnection connection = transport.openFetch()) {
      for (Ref ref : connection.getRefs()) {
        ObjectId id = ref.getObjectId();
        if (id != null) {
          there.put(ref.getName(), id);
        }
        if (ref.getName().equals(Constants.HEAD) && ref.isSymbolic()) {
          head = Optional.of(Repository.shortenRefName(ref.getTarget().getName()));
        }
      }
    }
    return new There(there, head);
  }

  private void fetch(Transport transport, List<String> branches, Map<String, ObjectId> there)
      throws IOException {
    var wanted = new ArrayList<RefSpec>();
    for (String branch : branches) {
      String head = Constants.R_HEADS + branch;
      ObjectId id = there.get(head);
      if (id == null) {
        remembered.forgetFetched(branch);
      } else if (!Optional.of(id).equals(remembered.fetched(branch))) {
        wanted.add(new RefSpec("+" + head + ":" + remembered.fetchedRef(branch)));
      }
    }
    if (!wanted.isEmpty()) {
      transport.fetch(NullProgressMonitor.INSTANCE, wanted);
    }
  }

  private PullResult.Branch compare(String branch) throws IOException {
    Optional<ObjectId> mine = ours.of(remembered, branch);
    Optional<ObjectId> theirs = remembered.fetched(branch);
    Optional<ObjectId> before = remembered.known(branch);
    return new PullResult.Branch(
        branch,
        mine.map(ObjectId::name),
        theirs.map(ObjectId::name),
        relation(branch, mine, theirs, before));
  }

  private Relation relation(
      String branch, Optional<ObjectId> mine, Optional<ObjectId> theirs, Optional<ObjectId> before)
      throws IOException {
    if (theirs.isEmpty()) {
      return new Relation.Missing(before.map(ObjectId::name));
    }
    if (before.isPresent() && !histories.contains(theirs.get(), before.get())) {
      return new Relation.Rewritten(
          before.get().name(),
          mine.isPresent() ? histories.count(mine.get(), theirs) : 0,
          histories.count(theirs.get(), mine),
          base(mine, theirs.get()));
    }
    remembered.learn(branch, theirs.get());
    int more = mine.isPresent() ? histories.count(mine.get(), theirs) : 0;
    int less = histories.count(theirs.get(), mine);
    if (more > 0 && less > 0) {
      return new Relation.Diverged(more, less, base(mine, theirs.get()));
    }
    if (more > 0) {
      return new Relation.Ahead(more);
    }
    return less > 0 ? new Relation.Behind(less) : new Relation.Same();
  }

  private Optional<String> base(Optional<ObjectId> mine, ObjectId theirs) throws IOException {
    return mine.isPresent()
        ? histories.mergeBase(mine.get(), theirs).map(ObjectId::name)
        : Optional.empty();
  }

  private static Map<String, String> tags(Map<String, ObjectId> there) {
    var tags = new TreeMap<String, String>();
    there.forEach(
        (name, id) -> {
          if (name.startsWith(Constants.R_TAGS) && !name.endsWith("^{}")) {
            tags.put(Repository.shortenRefName(name), id.name());
          }
        });
    return tags;
  }
}
