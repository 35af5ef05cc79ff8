package dev.freehold.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.check.Finding.Severity;
import dev.freehold.file.MemoryTree;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTest {
  private static final String URL = "https://abcdefghijklmnopqrst.supabase.co";

  private final SignIn signIn = new SignIn();

  private List<Reading> read(String code) {
    return signIn.check(MemoryTree.of("src/Login.tsx", "//\n" + code), List.of("x", URL));
  }

  private List<Finding> check(String code) {
    return read(code).stream().map(Reading::note).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "supabase.auth .signUp ({ email }) | auth.signUp(",
        "lovable.auth.signInWithOAuth('google') | /~oauth/initiate",
        "from '@base44/sdk'; base44.auth.redirectToLogin(href) | auth.redirectToLogin(",
        "signInWithPopup(auth, google) | signInViaPopup",
        "signInWithRedirect(auth, google) | signInViaRedirect",
        "loginWithRedirect() | loginWithRedirect"
      })
  void isProvenByWhatMinifiersLeave(String code, String trace) {
    assertThat(read(code)).extracting(Reading::trace).containsExactly(trace);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "await supabase.auth.signInWithOAuth({ provider }) | supabase-redirects | Supabase",
        "supabase.auth .signUp({ email, password }) | supabase-redirects | Supabase",
        "await lovable.auth.signInWithOAuth('google', {}) | lovable-sign-in | Lovable",
        "from '@lovable.dev/cloud-auth-js'; export default () => lov.signInWithOAuth('google') |"
            + " lovable-sign-in | Lovable",
        "location.href = '/~oauth/initiate?provider=google' | lovable-sign-in | Lovable",
        "from '@base44/sdk'; base44.auth.redirectToLogin(href) | base44-redirects | Base44",
        "signInWithPopup(auth, google) | firebase-domains | Firebase",
        "loginWithRedirect() | auth0-callbacks | Auth0"
      })
  void isNotedWithFileAndLine(String code, String rule, String name) {
    assertThat(check(code))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.INFO);
              assertThat(finding.code()).isEqualTo("check.sign-in");
              assertThat(finding.rule()).isEqualTo(rule);
              assertThat(finding.file()).isEqualTo("src/Login.tsx");
              assertThat(finding.line()).isEqualTo(2);
              assertThat(finding.message()).contains("through " + name);
              assertThat(finding.remedy()).contains("this app's ");
            });
  }

  @Test
  void theSupabaseProjectsOwnPageIsNamed() {
    assertThat(check("supabase.auth.signUp({})").getFirst().remedy())
        .contains("dashboard/project/abcdefghijklmnopqrst/auth/url-configuration");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "supabase.auth.signInWithPassword({ email, password })",
        "supabase.auth.getUser()",
        "mySignInWithPopupText('x')",
        "import { createLovableAuth } from '@lovable.dev/cloud-auth-js';\nexport const lovable = {"
            + " auth: { signInWithOAuth: (p) => lovableAuth.signInWithOAuth(p) } };",
        "const base44 = { auth: { redirectToLogin() {} } }; base44.auth.redirectToLogin(href)"
      })
  void whatStaysInThePageIsNotWarnedOf(String code) {
    assertThat(check(code)).isEmpty();
  }

  @Test
  void eachProviderIsNamedOnce() {
    var tree =
        MemoryTree.of("a.ts", "auth.signUp(1)", "b.ts", "auth.signUp(2); signInWithRedirect(a)");
    assertThat(signIn.check(tree, List.of()))
        .extracting(reading -> reading.note().file())
        .containsExactly("a.ts", "b.ts");
  }
}
