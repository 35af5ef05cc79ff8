package dev.freehold.git;

import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * What JGit sees of this machine: nothing that a user's or the system's git configuration or a
 * {@code GIT_*} variable could steer us with. JGit keeps one reader per process, so {@link
 * #install} replaces it for good; it is called wherever this room opens a repository.
 */
final class IsolatedSystemReader extends SystemReader.Delegate {
  private IsolatedSystemReader(SystemReader system) {
    super(system);
  }

  static synchronized void install() {
    if (!(SystemReader.getInstance() instanceof IsolatedSystemReader)) {
      SystemReader.setInstance(new IsolatedSystemReader(SystemReader.getInstance()));
    }
  }

  @Override
  public @Nullable String getenv(String variable) {
    return variable.startsWith("GIT_") || variable.startsWith("XDG_")
        ? null
        : super.getenv(variable);
  }

  @Override
  public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
    return new NoFile(parent, fs);
  }

  @Override
  public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
    var config = new NoFile(parent, fs);
    // JGit's older names of core.fsync; git warns of them when they are in a repository's file
    config.setBoolean("core", null, "fsyncObjectFiles", true);
    config.setBoolean("core", null, "fsyncRefFiles", true);
    return config;
  }

  @Override
  public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
    return new NoFile(parent, fs);
  }

  /** A configuration that is empty and stays so. */
  private static final class NoFile extends FileBasedConfig {
    @SuppressWarnings("NullAway") // JGit's own way to say that there is no file
    NoFile(@Nullable Config parent, FS fs) {
      super(parent, null, fs);
    }

    @Override
    public void load() {}

    @Override
    public boolean isOutdated() {
      return false;
    }

    /**
     * JGit measures how fine the file system's timestamps are for three busy seconds, with probe
     * files in the repository, unless it finds the answer here. The answer for every file system is
     * the coarsest that exists (FAT: 2 s); it costs a re-read of what was written just now.
     */
    @Override
    public long getTimeUnit(
        String section,
        @Nullable String subsection,
        String name,
        long defaultValue,
        TimeUnit wanted) {
      if ("filesystem".equals(section)) {
        return wanted.convert(2, TimeUnit.SECONDS);
      }
      return super.getTimeUnit(section, subsection, name, defaultValue, wanted);
    }
  }
}
