package dev.freehold.git.github;

import dev.freehold.base.UserError;
import java.util.regex.Pattern;

/** The id of an app at GitHub, by which the login with a code is asked for. It is no secret. */
public record ClientId(String value) {
  /** Those of GitHub have 20 letters; its tokens and the secrets of apps have 40 and more. */
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9.]{8,32}");

  /**
   * @throws UserError {@code github.client-id-invalid}
   */
  public static ClientId parse(String text) {
    String id = text.strip();
    if (!FORM.matcher(id).matches()) {
      throw new UserError(
          "github.client-id-invalid",
          "What was given is not the client id of an app at GitHub.", // it may be a secret
          "Give the client id that the app's page at GitHub shows, such as Ov23liAbCdEfGhIjKlMn;"
              + " never a token or the app's secret.");
    }
    return new ClientId(id);
  }

  @Override
  public String toString() {
    return value;
  }
}
