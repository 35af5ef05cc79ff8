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
  private final Histories histories;

  Pull(Repository repository, Remembered remembered) {
    this.repository = repository;
    this.remembered = remembered;
    this.histories = new Histories(repository);
  }

  record Found(List<PullResult.Branch> branches, Map<String, String> tags) {}

  Found run(Transport transport, List<String> branches) throws IOException {
    Map<String, ObjectId> there = look(transport);
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

  static Map<String, ObjectId> look(Transport transport) throws IOException {
    var there = new TreeMap<String, ObjectId>();
    try (FetchConnection connection = transport.openFetch()) {
      for (Ref ref : connection.getRefs()) {
        ObjectId id = ref.getObjectId();
        if (id != null) {
          there.put(ref.getName(), id);
        }
      }
    }
    return there;
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
    Optional<ObjectId> ours = remembered.at(Constants.R_HEADS + branch);
    Optional<ObjectId> theirs = remembered.fetched(branch);
    Optional<ObjectId> before = remembered.known(branch);
    return new PullResult.Branch(
        branch,
        ours.map(ObjectId::name),
        theirs.map(ObjectId::name),
        relation(branch, ours, theirs, before));
  }

  private Relation relation(
      String branch, Optional<ObjectId> ours, Optional<ObjectId> theirs, Optional<ObjectId> before)
      throws IOException {
    if (theirs.isEmpty()) {
      return new Relation.Missing(before.map(ObjectId::name));
    }
    if (before.isPresent() && !histories.contains(theirs.get(), before.get())) {
      return new Relation.Rewritten(
          before.get().name(),
          ours.isPresent() ? histories.count(ours.get(), theirs) : 0,
          histories.count(theirs.get(), ours),
          base(ours, theirs.get()));
    }
    remembered.learn(branch, theirs.get());
    int more = ours.isPresent() ? histories.count(ours.get(), theirs) : 0;
    int less = histories.count(theirs.get(), ours);
    if (more > 0 && less > 0) {
      return new Relation.Diverged(more, less, base(ours, theirs.get()));
    }
    if (more > 0) {
      return new Relation.Ahead(more);
    }
    return less > 0 ? new Relation.Behind(less) : new Relation.Same();
  }

  private Optional<String> base(Optional<ObjectId> ours, ObjectId theirs) throws IOException {
    return ours.isPresent()
        ? histories.mergeBase(ours.get(), theirs).map(ObjectId::name)
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
