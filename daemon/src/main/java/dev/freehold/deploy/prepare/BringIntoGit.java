package dev.freehold.deploy.prepare;

import dev.freehold.app.App;
import dev.freehold.app.Offer;
import dev.freehold.app.Overrides;
import dev.freehold.deploy.bring.Bringing;
import dev.freehold.deploy.bring.Brought;
import dev.freehold.file.FileTree;
import dev.freehold.git.AppRepository;
import dev.freehold.git.ImportResult;
import dev.freehold.step.StepContext;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an export leaves at its builder is committed with it, as if it had been in it: so the next
 * export, which lacks it again, does not take it away.
 */
final class BringIntoGit {
  private final Subject subject;
  private final Sources sources;

  BringIntoGit(Subject subject, Sources sources) {
    this.subject = subject;
    this.sources = sources;
  }

  Brought missing(FileTree tree, StepContext context) {
    AppRepository repository = subject.repository();
    List<FileTree> earlier =
        Stream.of(AppRepository.MAIN, AppRepository.BUILDER)
            .flatMap(branch -> repository.head(branch).stream())
            .map(repository::files)
            .toList();
    Overrides said = sources.overrides().of(subject.app().id());
    var agreed = new Bringing.Agreed(said.assetSource(), said.wants(Offer.BUILDER_FILES));
    return sources.bringing().bring(tree, earlier, agreed, context);
  }

  ImportResult commit(FileTree export, Brought brought) {
    App app = subject.app();
    String message = subject.plan().request().message();
    return subject
        .repository()
        .importExport(
            brought.in(export),
            sources.owned().of(app.id()),
            app.builder(),
            message.isBlank() ? "Export of " + app.slug() : message);
  }
}
