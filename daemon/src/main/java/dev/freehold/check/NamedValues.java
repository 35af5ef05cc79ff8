package dev.freehold.check;

import dev.freehold.app.PublicVariables;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values that are secret because of the variable they are given to. */
final class NamedValues {
  private static final String GIVEN =
      "[\"'`]?\\s{0,8}+[:=]\\s{0,8}+(?<quote>[\"'`]?)(?<value>[^\\s\"'`,;]{1,4000}+)";

  /** With a type between, as Python and TypeScript write it; only a quoted value. */
  private static final String CODE_GIVEN =
      "[:=](?:\\s{0,4}[A-Za-z]{2,12}\\s{0,4}=)?\\s{0,4}(?<quote>[\"'])(?<value>[A-Za-z0-9+/=_.~-]{16,400}+)[\"']";

  /** {@code VITE_ADMIN_PASSWORD="..."}; starts at the prefix. */
  static final Pattern PUBLIC_VARIABLE =
      Pattern.compile("(?<![A-Za-z0-9_$])(?<name>[A-Z][A-Z0-9_]{3,80}+)" + GIVEN);

  /** {@code SESSION_SECRET=...} in a dotenv file; starts at the equals sign. */
  static final Pattern DOTENV_LINE =
      Pattern.compile("(?<=(?:^|[\\s;])(?<name>[A-Z][A-Z0-9_]{3,64}))" + GIVEN, Pattern.MULTILINE);

  /** {@code XYZ_CLIENT_SECRET = "..."} in code; starts at the equals sign or colon. */
  static final Pattern CODE_LINE =
      Pattern.compile(
          "(?<=(?:^|[\\s{,.])[\"']?(?<name>[A-Z][A-Z0-9_]{3,64})[\"']?\\s{0,4})" + CODE_GIVEN);

  private static final Pattern SECRET_NAME =
      Pattern.compile("SECRET|SERVICE_ROLE|PRIVATE|PASSWORD|PASSWD|TOKEN");
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]+");
  private static final Pattern STRONG_NAME =
      Pattern.compile("SECRET|PRIVATE_KEY|SERVICE_ROLE|AUTH_TOKEN|ACCESS_TOKEN");
  private static final Pattern NAME_OF_SOMETHING_ELSE =
      Pattern.compile(".*(?:_URL|_URI|_ADDRESS|_PATH|_NAME|_ID|_EXPIRY|_EXPIRES|_LENGTH|_HEADER)");

  /**
   * Public by design: publishable keys, chain addresses, ordinary links, paths, e-mail addresses.
   */
  private static final Pattern PUBLIC_VALUE =
      Pattern.compile(
          "pk_(?:live|test)_.*|pk\\..*|sb_publishable_.*|0x[0-9a-fA-F]{40}|https?://[^@]*|/.*"
              + "|[^@\\s]+@[^@\\s]+\\.[a-z]+");

  /** The variable that a value is given to, read backwards from the value. */
  private static final Pattern GIVEN_TO =
      Pattern.compile(
          "(?<![A-Za-z0-9_$])([A-Z][A-Z0-9_]{3,80}+)[\"'`]?\\s{0,8}+[:=]\\s{0,8}+[\"'`]?$");

  private NamedValues() {}

  static boolean isPublicSecret(Candidate candidate) {
    return PublicVariables.isPublic(candidate.match().group("name")) && isSecret(candidate);
  }

  static boolean isDotenvSecret(Candidate candidate) {
    return candidate.inDotenv()
        && !PublicVariables.isPublic(candidate.match().group("name"))
        && isSecret(candidate);
  }

  /** Random, not only long: code has texts, names and ids that are given to such names too. */
  static boolean isSecretInCode(Candidate candidate) {
    return !candidate.inSettingsFile()
        && !PublicVariables.isPublic(candidate.match().group("name"))
        && STRONG_NAME.matcher(candidate.match().group("name")).find()
        && looksGenerated(candidate.value())
        && isSecret(candidate);
  }

  private static boolean looksGenerated(String value) {
    return value.length() >= 24
        && value.chars().anyMatch(Character::isDigit)
        && (HEX.matcher(value).matches() || Placeholders.kindsOfCharacter(value) >= 3);
  }

  private static boolean isSecret(Candidate candidate) {
    String name = candidate.match().group("name");
    boolean quoted = !candidate.match().group("quote").isEmpty();
    if (!quoted && !candidate.inSettingsFile()) {
      return false;
    }
    String value = candidate.value();
    return SECRET_NAME.matcher(name).find()
        && !NAME_OF_SOMETHING_ELSE.matcher(name).matches()
        && !PUBLIC_VALUE.matcher(value).matches()
        && !Placeholders.isPlaceholder(value)
        && Jwt.parse(value).filter(Jwt::isAnonymous).isEmpty()
        && (name.contains("PASSW") ? couldBePassword(value) : couldBeKey(value));
  }

  private static boolean couldBePassword(String value) {
    return value.length() >= 6 && Placeholders.entropy(value) >= 2;
  }

  private static boolean couldBeKey(String value) {
    return value.length() >= 12
        && Placeholders.entropy(value) >= 3
        && Placeholders.kindsOfCharacter(value) >= 2;
  }

  /** Name of the public variable that the value at this place is given to, or empty. */
  static String publicVariableBefore(String text, int start) {
    Matcher matcher = GIVEN_TO.matcher(text).region(Math.max(0, start - 110), start);
    return matcher.find() && PublicVariables.isPublic(matcher.group(1)) ? matcher.group(1) : "";
  }
}
