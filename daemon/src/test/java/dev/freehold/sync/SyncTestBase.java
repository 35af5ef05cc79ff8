package dev.freehold.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freehold.app.App;
import dev.freehold.app.Apps;
import dev.freehold.base.FreeholdException;
import dev.freehold.base.Ids;
import dev.freehold.check.AllowedFindings;
import dev.freehold.check.SecretScanner;
import dev.freehold.credential.Vault;
import dev.freehold.file.Limits;
import dev.freehold.git.RepositoryTestBase;
import dev.freehold.git.github.GitHubWithGit;
import dev.freehold.git.github.RepositoryName;
import dev.freehold.git.github.Server;
import dev.freehold.git.github.Timing;
import dev.freehold.git.remote.LoginStore;
import dev.freehold.git.remote.NoSsh;
import dev.freehold.git.remote.RemoteLine;
import dev.freehold.git.remote.RemoteLogins;
import dev.freehold.intake.Exports;
import dev.freehold.process.ProcessRunner;
import dev.freehold.release.Releases;
import dev.freehold.store.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The app shop, and GitHub with ada's token in the environment. */
abstract class SyncTestBase extends RepositoryTestBase {
  static final String NAME = "ada/shop";

  GitHubWithGit github;
  Database database;
  App shop;
  Remotes remotes;
  AllowedFindings allowed;
  Syncing syncing;
  Connecting connecting;
  SourceStore sources;
  Sourcing sourcing;
  Exports exports;
  GitHubLogin gitHubLogin;

  @BeforeEach
  void wire() throws Exception {
    github = new GitHubWithGit(folder.resolve("github"), git);
    database = Database.open(home.database(), home.backups());
    Clock clock = Clock.systemUTC();
    shop = new Apps(database, clock, Ids.timeOrdered()).createOrFind("shop", "lovable");
    remotes = new Remotes(database, clock);
    allowed = new AllowedFindings(database, clock);
    var releases = new Releases(database, clock);
    Path user = Files.createDirectories(folder.resolve("user"));
    Map<String, String> environment = environment(user);
    Server server = Hub.server(environment);
    var vault = new Vault(new SecretKeySpec(new byte[32], "AES"));
    var kept = new LoginStore(database, vault, clock, Hub.name(server), Optional.empty());
    var logins =
        new RemoteLogins(new ProcessRunner(environment), environment, user, "127.0.0.1", kept);
    var hub = new Hub(server, logins, Timing.real(clock));
    gitHubLogin = new GitHubLogin(hub, kept, Ids.unguessable());
    var apps =
        new AppRemotes(
            repositories, new RemoteLine(logins, new NoSsh(), Duration.ofSeconds(10), 64 << 20));
    var incoming = new Incoming(new SecretScanner(), allowed, remotes);
    syncing = new Syncing(apps, remotes, releases, hub, incoming, clock);
    sources = new SourceStore(database, clock);
    connecting = new Connecting(apps, remotes, sources, releases, hub, syncing, clock);
    exports = new Exports(database, home, clock, Ids.timeOrdered(), Limits.standard());
    sourcing = new Sourcing(apps, sources, remotes, exports);
  }

  Map<String, String> environment(Path user) {
    return Map.of(
        "PATH", System.getenv("PATH"),
        "HOME", user.toString(),
        "GIT_CONFIG_NOSYSTEM", "1",
        "GH_TOKEN", github.token(),
        "FREEHOLD_GITHUB", github.address().toString());
  }

  @AfterEach
  void close() {
    gitHubLogin.close();
    github.close();
    database.close();
  }

  static Wanted atGitHub() {
    return new Wanted.AtGitHub(RepositoryName.parse(NAME));
  }

  LastSync connect() {
    return connecting.apply(shop, atGitHub(), connecting.look(shop, atGitHub()).hash());
  }

  /** Of our main, as a deployment would have made it. */
  void release(int number, String commit) {
    database.change(
        sql -> {
          sql.update(
              "insert into artifacts (id, files, bytes, created_at) values ('a', 1, 1, 0)"
                  + " on conflict do nothing");
          sql.update(
              "insert into releases (id, app_id, number, commit_id, artifact_id, adaptations,"
                  + " build_key, created_at) values (?, ?, ?, ?, 'a', '[]', 'k', 0)",
              "r" + number,
              shop.id(),
              number,
              commit);
        });
  }

  String there(String ref) throws Exception {
    return git.run(github.folder(NAME), "rev-parse", ref).strip();
  }

  /** Somebody clones the repository from GitHub, changes a file and pushes it there. */
  String somebodyPushes(String path, String text) throws Exception {
    Path clone = git.clone(github.folder(NAME), Files.createTempDirectory(folder, "somebody"));
    Files.writeString(clone.resolve(path), text);
    git.commitAndPush(clone, "Change " + path);
    return git.run(clone, "rev-parse", "HEAD").strip();
  }

  static FreeholdException refused(String code, ThrowingCallable work) {
    FreeholdException e = catchThrowableOfType(FreeholdException.class, work);
    assertThat(e).as(code).isNotNull();
    assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
    assertThat(e.remedy()).isNotBlank();
    return e;
  }
}
