package dev.freehold.targets.ssh;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.ProviderError;
import dev.freehold.base.UserError;
import dev.freehold.targets.ssh.transport.Remote.Reply;
import dev.freehold.targets.ssh.transport.ServerAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a script on a server did not get to its end. */
final class ServerFailure {
  private static final Pattern SAID =
      Pattern.compile("^freehold-failed (?<word>[a-z-]+) ?(?<more>.*)$", Pattern.MULTILINE);

  private ServerFailure() {}

  static FreeholdException of(ServerAddress server, String script, Reply reply) {
    if (reply.errors().contains("No space left on device")) {
      return new UserError(
          "target.disk-full",
          "The disk of " + server + " is full. What is live there is untouched.",
          "Make room on the server, for example below /var/log or by pruning old packages, then"
              + " deploy again.");
    }
    Matcher said = SAID.matcher(reply.errors());
    if (!said.find()) {
      return unexpected(server, script, reply);
    }
    String more = said.group("more").strip();
    return switch (said.group("word")) {
      case "conflict" ->
          new UserError(
              "deploy.conflict",
              "Another deployment switched this environment on "
                  + server
                  + " meanwhile: its switches number "
                  + more
                  + " now.",
              "Look at 'freehold history', then deploy or roll back again.");
      case "release-missing" ->
          new UserError(
              "target.release-missing",
              "The files of this release are not on " + server + ", so it can't go live.",
              "Deploy it again: what is missing is brought first.");
      case "address-taken" ->
          new UserError(
              "target.address-taken",
              more + " on " + server + " already, and only one app can.",
              "Give this one a domain of its own: freehold target use TARGET --domain"
                  + " app.example.org");
      case "busy" ->
          new UserError(
              "target.busy",
              "Somebody else is deploying to " + server + ": " + more + ".",
              "Wait until that is done, then try again.");
      case "not-set-up", "not-provisioned" ->
          new UserError(
              "target.not-set-up",
              server + " is not set up for Freehold any more.",
              "Run 'freehold target add ssh " + server + "': it shows what is missing.");
      case "not-writable" ->
          new UserError(
              "target.not-writable",
              "The user who logs in to " + server + " may not write to " + more + ".",
              "Make that folder belong to the user, or add the target with the user it belongs"
                  + " to.");
      case "damaged" ->
          new ProviderError(
              "target.files-damaged",
              "Files on " + server + " are not what was brought there; they were removed.",
              "Deploy again: they are brought anew. If it happens again, look at the server's"
                  + " disk.",
              true,
              null,
              null);
      case "cut", "incomplete" ->
          new ProviderError(
              "ssh.connection-lost",
              "The files did not reach " + server + " completely.",
              "Try again: what was brought already is not sent twice.",
              true,
              null,
              null);
      case "web-server" ->
          new UserError(
              "target.web-server",
              "The web server on "
                  + server
                  + " does not go by Freehold's rules, so nothing was switched: "
                  + more,
              "Look at 'systemctl status' of Caddy or nginx there. 'freehold target verify' tells"
                  + " what is wrong, and 'freehold target add ssh "
                  + server
                  + "' mends it.");
      case "service-manager" ->
          new ProviderError(
              "target.service-manager",
              "The app's server could not be started or stopped on " + server + ": " + more,
              "Look at 'systemctl status' of the unit on the server, and at 'freehold target"
                  + " verify'. What is live there is untouched.",
              true,
              null,
              null);
      case "runtime" ->
          new UserError(
              "target.runtime-refused",
              "The Node.js or Deno that was brought to " + server + " does not run there: " + more,
              "For an app on Node.js install version 22 or newer on the server yourself"
                  + " (nodejs.org), then deploy again. Deno needs a server with the C library of"
                  + " GNU.");
      case "no-port" ->
          new UserError(
              "target.no-port",
              "All ports for servers of apps, up to " + more + ", are taken on " + server + ".",
              "Remove apps that are not needed there any more, or write other bounds into"
                  + " /srv/freehold/services/ports there, such as '21000 24999'.");
      case "sudoers" ->
          new UserError(
              "target.no-root",
              "No rule for sudo can be written for the user " + more + " of " + server + ".",
              "Add the target with a user whose name has only letters, digits and dashes, or as"
                  + " root.");
      case "packages" ->
          new ProviderError(
              "target.package-failed",
              "apt-get on " + server + " could not do its work with " + more,
              "Run 'apt-get update' and 'apt-get install caddy' there. An older system that has no"
                  + " package of Caddy gets it as caddyserver.com/docs/install says; then add the"
                  + " target again.",
              true,
              null,
              null);
      default -> unexpected(server, script, reply);
    };
  }

  /** What it said is not what the script says: it may have been cut, or mixed with other words. */
  static ProviderError unreadable(ServerAddress server, String script, RuntimeException e) {
    return new ProviderError(
        "target.answer-unreadable",
        server + " answered '" + script + "' with what is no answer to it: " + e.getMessage(),
        "Look whether a login to the server prints something of its own, with 'ssh SERVER true',"
            + " then try again.",
        true,
        null,
        e);
  }

  private static ProviderError unexpected(ServerAddress server, String script, Reply reply) {
    return new ProviderError(
        "target.command-failed",
        server
            + " could not carry out '"
            + script
            + "' (exit code "
            + reply.exit()
            + "): "
            + reply.errors().strip(),
        "Look whether the server has room and its tools, with 'freehold target verify', then try"
            + " again.",
        true,
        null,
        null);
  }
}
