package dev.freehold.check;

import dev.freehold.base.MachineError;
import dev.freehold.check.Finding.Severity;
import dev.freehold.file.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds sign-in whose provider sends people back only to addresses that it knows. It works in the
 * builder and breaks on a new host until the new address is entered there.
 */
public final class SignIn {
  private static final long LARGEST = 1 << 20;
  private static final Pattern CODE =
      Pattern.compile("(?!.*(?:^|/)(?:node_modules|dist)/).*\\.[cm]?[jt]sx?");
  private static final Pattern SUPABASE = Pattern.compile("https://([a-z0-9]{20})\\.supabase\\.co");

  /**
   * @param use how the code asks for it
   * @param proof what some file of the app must say besides; others have functions of these names
   * @param trace what is in the built files only when the code asks for it there, by the use that
   *     was found
   * @param place where the addresses are entered, by the app's public values
   */
  private record Provider(
      String rule,
      String name,
      Pattern use,
      Pattern proof,
      UnaryOperator<String> trace,
      Function<Collection<String>, String> place) {}

  private static final Pattern NONE = Pattern.compile("");

  private static final List<Provider> PROVIDERS =
      List.of(
          new Provider(
              "supabase-redirects",
              "Supabase",
              Pattern.compile(
                  "(?<!lovable\\.|base44\\.)\\bauth\\s*\\.\\s*(?:signInWithOAuth|signInWithOtp|signInWithSSO"
                      + "|resetPasswordForEmail|signUp)\\s*\\("),
              NONE,
              SignIn::call,
              SignIn::supabase),
          new Provider(
              "lovable-sign-in",
              "Lovable",
              // every app has the helper that Lovable makes; not every one calls it
              Pattern.compile(
                  "\\blovable\\s*\\.\\s*auth\\s*\\.\\s*signIn\\w*\\s*\\(|/~oauth/initiate\\b"
                      + "|(?s:(?<=[\"']@lovable\\.dev/cloud-auth-js)[\"']"
                      + "(?!.*\\bexport\\s+const\\s+lovable\\b).*?\\bsignIn\\w*\\s*\\()"),
              NONE,
              _ -> "/~oauth/initiate",
              _ ->
                  "It works on Lovable's own hosts only: sign people in with"
                      + " supabase.auth.signInWithOAuth instead, and enter this app's address in"
                      + " the Supabase dashboard, Authentication, URL Configuration"),
          new Provider(
              "base44-redirects",
              "Base44",
              Pattern.compile("\\bauth\\s*\\.\\s*(?:redirectToLogin|loginWithProvider)\\s*\\("),
              Pattern.compile("[\"']@base44/(?:sdk|vite-plugin)\\b"),
              SignIn::call,
              _ -> "In Base44, add this app's address as a custom domain of the app"),
          new Provider(
              "firebase-domains",
              "Firebase",
              Pattern.compile("\\bsignInWith(?:Popup|Redirect)\\s*\\("),
              NONE,
              // what Firebase calls it inside, in the bundle only when it is called
              use -> use.contains("Popup") ? "signInViaPopup" : "signInViaRedirect",
              _ ->
                  "In the Firebase console, under Authentication, Settings, Authorized domains, add"
                      + " this app's host"),
          new Provider(
              "auth0-callbacks",
              "Auth0",
              Pattern.compile("\\bloginWith(?:Redirect|Popup)\\s*\\("),
              NONE,
              use -> use.replaceAll("\\W", ""),
              _ ->
                  "In the Auth0 dashboard, in the application's settings, add this app's address to"
                      + " the allowed callback URLs, logout URLs and web origins"));

  /**
   * @param publicValues of the app's variables
   * @return {@code check.sign-in}, at most one for each provider, at its first use
   * @throws MachineError {@code machine.io} when a file can't be read
   */
  public List<Reading> check(FileTree tree, Collection<String> publicValues) {
    var readings = new ArrayList<Reading>();
    for (Provider provider : PROVIDERS) {
      first(tree, provider.use())
          .filter(_ -> provider.proof() == NONE || first(tree, provider.proof()).isPresent())
          .ifPresent(
              place ->
                  readings.add(
                      new Reading(
                          finding(provider, place, publicValues),
                          provider.trace().apply(place.use()))));
    }
    return List.copyOf(readings);
  }

  private record Place(String file, int line, String use) {}

  /** {@code auth.signUp(}: minifiers keep the names of members. */
  private static String call(String use) {
    return use.replaceAll("\\s", "");
  }

  private static Optional<Place> first(FileTree tree, Pattern pattern) {
    return tree.entries().stream()
        .filter(entry -> entry.size() <= LARGEST && CODE.matcher(entry.path()).matches())
        .flatMap(entry -> in(tree, entry.path(), pattern).stream())
        .findFirst();
  }

  private static Optional<Place> in(FileTree tree, String path, Pattern pattern) {
    try (InputStream in = tree.open(path)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Matcher use = pattern.matcher(text);
      return use.find()
          ? Optional.of(new Place(path, line(text, use.start()), use.group()))
          : Optional.empty();
    } catch (IOException e) {
      throw MachineError.io("Looking for sign-in in " + path, e);
    }
  }

  private static int line(String text, int at) {
    return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
  }

  private static String supabase(Collection<String> publicValues) {
    String project =
        publicValues.stream()
            .map(SUPABASE::matcher)
            .filter(Matcher::find)
            .map(found -> found.group(1))
            .findFirst()
            .orElse("_");
    return "At https://supabase.com/dashboard/project/"
        + project
        + "/auth/url-configuration, add this app's address with /** behind it to the redirect URLs,"
        + " and make it the site URL once it is where people should arrive";
  }

  private static Finding finding(Provider provider, Place place, Collection<String> publicValues) {
    return new Finding(
        FindingId.plain("check.sign-in", provider.rule()),
        Severity.INFO,
        "check.sign-in",
        provider.rule(),
        place.file(),
        place.line(),
        place.file()
            + " line "
            + place.line()
            + " signs people in through "
            + provider.name()
            + ", which sends them back only to addresses that it knows.",
        provider.place().apply(publicValues) + ".");
  }
}
