package dev.freehold.targets.ssh.transport;

import dev.freehold.app.Slugs;
import dev.freehold.base.UserError;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server as its owner names it to {@code ssh}: a name or address, or an alias of {@code
 * ~/.ssh/config}.
 *
 * @param user empty for the one of the configuration
 * @param port empty for the one of the configuration
 */
public record ServerAddress(Optional<String> user, String host, OptionalInt port) {
  // a leading dash would be an option to ssh
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(?<user>[A-Za-z_][A-Za-z0-9_.-]*)@)?"
              + "(?<host>[A-Za-z0-9_][A-Za-z0-9_.-]*|\\[[0-9A-Fa-f:.]+])(?::(?<port>[0-9]{1,5}))?");

  /**
   * @param text {@code deploy@example.org:22}; user and port may be left out
   * @throws UserError {@code ssh.address-invalid}
   */
  public static ServerAddress parse(String text) {
    Matcher form = FORM.matcher(text);
    if (form.matches()) {
      OptionalInt port =
          form.group("port") == null
              ? OptionalInt.empty()
              : OptionalInt.of(Integer.parseInt(form.group("port")));
      if (port.isEmpty() || (port.getAsInt() > 0 && port.getAsInt() < 65_536)) {
        String host = form.group("host").replace("[", "").replace("]", "");
        return new ServerAddress(Optional.ofNullable(form.group("user")), host, port);
      }
    }
    throw new UserError(
        "ssh.address-invalid",
        "'" + text + "' does not name a server.",
        "Write it like deploy@example.org, with :PORT behind it if it is not the usual one.");
  }

  /** What to call it when nobody says. */
  public String name() {
    return Slugs.from(host);
  }

  /** How a person writes it behind such a program: {@code ssh -p 2222 deploy@example.org}. */
  String command(String program) {
    return program
        + " "
        + (port.isPresent() ? "-p " + port.getAsInt() + " " : "")
        + user.map(name -> name + "@").orElse("")
        + host;
  }

  @Override
  public String toString() {
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return user.map(name -> name + "@").orElse("")
        + shown
        + (port.isPresent() ? ":" + port.getAsInt() : "");
  }
}
