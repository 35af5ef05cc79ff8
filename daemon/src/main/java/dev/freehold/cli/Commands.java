package dev.freehold.cli;

import picocli.CommandLine;

/** The tree of commands, written out. */
final class Commands {
  private Commands() {}

  static CommandLine tree(Session session) {
    return new CommandLine(new Freehold(new NextStep(session)))
        .addSubcommand("deploy", new Deploy(session, true))
        .addSubcommand("plan", plan(session))
        .addSubcommand("history", new History(session))
        .addSubcommand("rollback", new Rollback(session))
        .addSubcommand("promote", new Promote(session))
        .addSubcommand("parity", new ParityCommand(session))
        .addSubcommand("drift", new DriftCommand(session))
        .addSubcommand("diff", new Diff(session))
        .addSubcommand("cancel", new Cancel(session))
        .addSubcommand("open", new Open(session))
        .addSubcommand("logs", new Logs(session))
        .addSubcommand("status", new Status(session))
        .addSubcommand(
            "check",
            group("Decide about what the checks found.")
                .addSubcommand("allow", new CheckCommand.Allow(session)))
        .addSubcommand(
            "var",
            group("Set and list the variables of an environment.")
                .addSubcommand("set", new VarCommand.Set(session))
                .addSubcommand("list", new VarCommand.ListAll(session))
                .addSubcommand("unset", new VarCommand.Unset(session)))
        .addSubcommand(
            "env",
            group("Make environments, also like another one, and list them.")
                .addSubcommand("create", new EnvCommand.Create(session))
                .addSubcommand("list", new EnvCommand.ListAll(session)))
        .addSubcommand(
            "app",
            group("List apps, work on their code, tidy up.")
                .addSubcommand("list", new AppCommand.ListAll(session))
                .addSubcommand("checkout", new AppCommand.Checkout(session))
                .addSubcommand(
                    "own",
                    group("Paths of the repository that the builder's exports never touch.")
                        .addSubcommand("add", new OwnCommand.Add(session))
                        .addSubcommand("list", new OwnCommand.ListAll(session))
                        .addSubcommand("remove", new OwnCommand.Remove(session)))
                .addSubcommand(
                    "journey",
                    group("Pages that must work before a release goes live.")
                        .addSubcommand("add", new JourneyCommand.Add(session))
                        .addSubcommand("list", new JourneyCommand.ListAll(session))
                        .addSubcommand("remove", new JourneyCommand.Remove(session)))
                .addSubcommand(
                    "source",
                    group("Where an app's code comes from, when no path is given.")
                        .addSubcommand("git", new SourceCommand.Git(session))
                        .addSubcommand("show", new SourceCommand.Show(session))
                        .addSubcommand("builder", new SourceCommand.Builder(session)))
                .addSubcommand("keep", new KeepCommand(session))
                .addSubcommand("prune", new AppCommand.Prune(session))
                .addSubcommand("remove", new RemoveCommand(session))
                .addSubcommand("set", new SetCommand.Set(session))
                .addSubcommand("unset", new SetCommand.Unset(session)))
        .addSubcommand(
            "target",
            group("Where apps run: this machine, and servers of yours.")
                .addSubcommand("add", new AddTarget(session))
                .addSubcommand("policy", new PolicyCommand(session))
                .addSubcommand("list", new TargetCommand.ListAll(session))
                .addSubcommand("use", new TargetCommand.Use(session))
                .addSubcommand("verify", new TargetCommand.Verify(session))
                .addSubcommand("adopt", new TargetCommand.Adopt(session))
                .addSubcommand("remove", new TargetCommand.Remove(session)))
        .addSubcommand(
            "domain",
            group("Under which names visitors reach your apps.")
                .addSubcommand("add", new DomainCommand.Add(session))
                .addSubcommand("verify", new DomainCommand.Verify(session))
                .addSubcommand("remove", new DomainCommand.Remove(session)))
        .addSubcommand(
            "git",
            group("Keep an app's code at GitHub or another git server as well.")
                .addSubcommand("login", new LoginCommand.In(session))
                .addSubcommand("connect", new GitCommand.Connect(session))
                .addSubcommand("status", new GitCommand.Status(session))
                .addSubcommand("push", new GitCommand.Push(session))
                .addSubcommand("pull", new GitCommand.Pull(session))
                .addSubcommand("conflicts", new ConflictCommand.Show(session))
                .addSubcommand("settle", new ConflictCommand.Settle(session))
                .addSubcommand("disconnect", new GitCommand.Disconnect(session))
                .addSubcommand("logout", new LoginCommand.Out(session)))
        .addSubcommand(
            "backup",
            new CommandLine(new BackupCommand.Make(session))
                .addSubcommand("restore", new BackupCommand.Restore(session)))
        .addSubcommand(
            "daemon",
            group("Run, start, stop or look at the daemon, or have the system do it.")
                .addSubcommand("run", new DaemonCommand.Run(session))
                .addSubcommand("start", new DaemonCommand.Start(session))
                .addSubcommand("stop", new DaemonCommand.Stop(session))
                .addSubcommand("status", new DaemonCommand.Status(session))
                .addSubcommand("install", new ServiceCommand.Install(session))
                .addSubcommand("uninstall", new ServiceCommand.Uninstall(session)))
        .addSubcommand(
            "browser",
            group("Connect the browsers on this machine with Freehold's extension.")
                .addSubcommand("install", new BrowserCommand.Install(session))
                .addSubcommand("uninstall", new BrowserCommand.Uninstall(session))
                .addSubcommand("status", new BrowserCommand.Status(session)))
        .addSubcommand("doctor", new DoctorCommand(session))
        .addSubcommand("completion", new Completion(session))
        .addSubcommand("help", new Help())
        .addSubcommand("version", new Version());
  }

  private static CommandLine plan(Session session) {
    var line = new CommandLine(new Deploy(session, false));
    CommandLine.Model.CommandSpec spec = line.getCommandSpec();
    spec.remove(spec.findOption("--watch"));
    spec.usageMessage()
        .description("Show what a deployment would change, and change nothing.")
        .footer(new String[] {});
    return line;
  }

  private static CommandLine group(String description) {
    var line = new CommandLine(new Group());
    line.getCommandSpec().usageMessage().description(description);
    return line;
  }
}
