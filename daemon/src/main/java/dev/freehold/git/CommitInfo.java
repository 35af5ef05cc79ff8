package dev.freehold.git;

import java.time.Instant;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * A commit without its files. Ids are 40 hex digits.
 *
 * @param parents the first one is the branch's own history
 * @param author {@code Name <address>}
 * @param time when it was committed, to the second
 */
public record CommitInfo(
    String id, String tree, List<String> parents, String author, String message, Instant time) {
  static CommitInfo of(RevCommit commit) {
    PersonIdent author = commit.getAuthorIdent();
    return new CommitInfo(
        commit.name(),
        commit.getTree().name(),
        List.of(commit.getParents()).stream().map(ObjectId::name).toList(),
        author.getName() + " <" + author.getEmailAddress() + ">",
        commit.getFullMessage(),
        commit.getCommitterIdent().getWhenAsInstant());
  }
}
