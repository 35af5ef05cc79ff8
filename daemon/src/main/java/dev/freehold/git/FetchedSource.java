package dev.freehold.git;

import dev.freehold.file.FileTree;
import org.eclipse.jgit.lib.Repository;

/** The files of a fetched commit, readable until closed; the work folder is the caller's. */
public final class FetchedSource implements AutoCloseable {
  private final Repository repository;
  private final FileTree files;
  private final String commit;

  FetchedSource(Repository repository, FileTree files, String commit) {
    this.repository = repository;
    this.files = files;
    this.commit = commit;
  }

  public FileTree files() {
    return files;
  }

  /** 40 hex digits. */
  public String commit() {
    return commit;
  }

  @Override
  public void close() {
    repository.close();
  }
}
