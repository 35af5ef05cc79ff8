package dev.freehold.bench;

import dev.freehold.targets.ssh.ServerScene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Pushes to a repository on the server and lets Capistrano 3 check it out there, as it does. */
final class Capistrano {
  private static final String REPOSITORY = "/srv/cap/repo.git";

  private final Shell shell;
  private final Path folder;
  private final Path sources;
  private final String push;

  Capistrano(Shell shell, Path temporary, ServerScene scene, int port) throws Exception {
    this.shell = shell;
    this.folder = Files.createDirectory(temporary.resolve("capistrano-" + port));
    this.sources = Files.createDirectory(folder.resolve("sources"));
    Path machine = scene.machine.folder();
    this.push = "core.sshCommand=ssh -F " + machine.resolve("alias_config") + " -p " + port;
    scene.there("su deploy -c 'git init -q --bare -b main " + REPOSITORY + "'");
    shell.run("git", "init", "-q", "-b", "main", sources.toString());
    Files.writeString(
        folder.resolve("Capfile"),
        """
        require "capistrano/setup"
        require "capistrano/deploy"
        require "capistrano/scm/git"
        install_plugin Capistrano::SCM::Git
        """);
    Files.createDirectories(folder.resolve("config/deploy"));
    Files.writeString(
        folder.resolve("config/deploy.rb"),
        """
        set :application, "bench"
        set :repo_url, "%s"
        set :branch, "main"
        set :deploy_to, "/srv/cap/app"
        set :keep_releases, 20
        """
            .formatted(REPOSITORY));
    Files.writeString(
        folder.resolve("config/deploy/production.rb"),
        """
        server "127.0.0.1", user: "deploy", port: %d, roles: %%w{app web},
          ssh_options: { keys: ["%s"], config: false, verify_host_key: :never }
        """
            .formatted(port, machine.resolve("key")));
  }

  /** Committed here, and not on the server yet. */
  void write(Map<String, byte[]> contents) throws Exception {
    for (var file : contents.entrySet()) {
      write(sources.resolve(file.getKey()), file.getValue());
    }
    git("add", "-A");
    git("-c", "user.name=bench", "-c", "user.email=bench@example.org", "commit", "-qm", "bench");
  }

  private static void write(Path path, byte[] bytes) throws IOException {
    Files.createDirectories(path.getParent());
    Files.write(path, bytes);
  }

  void deploy() throws Exception {
    git("-c", push, "push", "-q", "ssh://deploy@127.0.0.1" + REPOSITORY, "main");
    cap("deploy");
  }

  void rollback() throws Exception {
    cap("deploy:rollback");
  }

  private void git(String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("git", "-C", sources.toString()));
    command.addAll(List.of(arguments));
    shell.run(command.toArray(String[]::new));
  }

  private void cap(String task) throws Exception {
    shell.in(folder).run("cap", "production", task);
  }
}
