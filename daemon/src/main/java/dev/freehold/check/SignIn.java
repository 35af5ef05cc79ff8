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
   * @param place where the addresses are entered, by the app's public values
   */
  private record Provider(
      String rule,
      String name,
      Pattern use,
      Pattern proof,
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
              _ ->
                  "It works on Lovable's own hosts only: sign people in with"
                      + " supabase.auth.signInWithOAuth instead, and enter this app's address in"
                      + " the Supabase dashboard, Authentication, URL Configuration"),
          new Provider(
              "base44-redirects",
              "Base44",
              Pattern.compile("\\bauth\\s*\\.\\s*(?:redirectToLogin|loginWithProvider)\\s*\\("),
              Pattern.compile("[\"']@base44/(?:sdk|vite-plugin)\\b"),
              _ -> "In Base44, add this app's address as a custom domain of the app"),
          new Provider(
              "firebase-domains",
              "Firebase",
              Pattern.compile("\\bsignInWith(?:Popup|Redirect)\\s*\\("),
              NONE,
              _ ->
                  "In the Firebase console, under Authentication, Settings, Authorized domains, add"
                      + " this app's host"),
          new Provider(
              "auth0-callbacks",
              "Auth0",
              Pattern.compile("\\bloginWith(?:Redirect|Popup)\\s*\\("),
              NONE,
              _ ->
                  "In the Auth0 dashboard, in the application's settings, add this app's address to"
                      + " the allowed callback URLs, logout URLs and web origins"));

  /**
   * @param publicValues of the app's variables
   * @return warnings {@code check.sign-in}, at most one for each provider, at its first use
   * @throws MachineError {@code machine.io} when a file can't be read
   */
  public List<Finding> check(FileTree tree, Collection<String> publicValues) {
    var findings = new ArrayList<Finding>();
    for (Provider provider : PROVIDERS) {
      first(tree, provider.use())
          .filter(_ -> provider.proof() == NONE || first(tree, provider.proof()).isPresent())
          .ifPresent(place -> findings.add(finding(provider, place, publicValues)));
    }
    return List.copyOf(findings);
  }

  private record Place(String file, int line) {}

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
      return use.find() ? Optional.of(new Place(path, line(text, use.start()))) : Optional.empty();
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
        Severity.WARNING,
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
