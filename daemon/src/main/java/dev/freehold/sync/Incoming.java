package dev.freehold.sync;

import dev.freehold.app.App;
import dev.freehold.base.UserError;
import dev.freehold.check.AllowedFindings;
import dev.freehold.check.Finding;
import dev.freehold.check.SecretScanner;
import dev.freehold.check.Stage;
import dev.freehold.file.FileTree;
import java.util.List;

/** Looks for secrets in what a pull brings, as in every export. */
public final class Incoming {
  private final SecretScanner scanner;
  private final AllowedFindings allowed;
  private final Remotes remotes;

  public Incoming(SecretScanner scanner, AllowedFindings allowed, Remotes remotes) {
    this.scanner = scanner;
    this.allowed = allowed;
    this.remotes = remotes;
  }

  /**
   * @throws UserError {@code check.secret}
   */
  void check(App app, FileTree files) {
    List<Finding> found =
        allowed.apply(app.id(), scanner.scan(files, Stage.SOURCE, AllowedFindings.salt(app.id())));
    remotes.found(app.id(), found);
    List<Finding> blocking = found.stream().filter(Finding::blocks).toList();
    if (blocking.isEmpty()) {
      return;
    }
    Finding first = blocking.getFirst();
    String others =
        blocking.size() == 1 ? "" : " There are " + (blocking.size() - 1) + " more like it.";
    throw new UserError(
        first.code(), first.message() + others + " Nothing was taken over.", first.remedy());
  }
}
