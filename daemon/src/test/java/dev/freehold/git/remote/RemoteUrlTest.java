package dev.freehold.git.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freehold.base.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteUrlTest {
  @ParameterizedTest
  @CsvSource({
    "https://github.com/ada/shop.git, https://github.com/ada/shop.git",
    "https://ada@bitbucket.org/ada/shop, https://bitbucket.org/ada/shop",
    "http://127.0.0.1:8080/shop.git, http://127.0.0.1:8080/shop.git",
    "git@github.com:ada/shop.git, git@github.com:ada/shop.git",
    "github.com:ada/shop.git, github.com:ada/shop.git",
    "ssh://git@example.org:2222/srv/shop.git, ssh://git@example.org:2222/srv/shop.git",
    "/srv/git/shop.git, /srv/git/shop.git",
    "file:///srv/git/shop.git, /srv/git/shop.git"
  })
  void anAddressIsShownWithoutWhoLogsIn(String text, String shown) {
    assertThat(RemoteUrl.parse(text)).hasToString(shown);
    assertThat(RemoteUrl.parse(text)).isEqualTo(RemoteUrl.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://ada:gh0st@github.com/ada/shop",
        "https://ghp_gh0st@github.com/ada/shop",
        "https://github_pat_gh0st@github.com/ada/shop",
        "https://gh0st0123456789012345678901234567890123456789@example.org/shop",
        "ssh://git:gh0st@example.org/shop.git"
      })
  void anAddressWithASecretInItIsRefusedWithoutSayingIt(String text) {
    var e = catchThrowableOfType(UserError.class, () -> RemoteUrl.parse(text));
    assertThat(e.code()).isEqualTo("git.url-credentials");
    assertThat(e.remedy()).contains("git credential");
    assertThat(e.getMessage() + e.remedy()).doesNotContain("gh0st");
  }

  @ParameterizedTest
  @CsvSource({
    "'', git.url-invalid",
    "shop.git, git.url-invalid",
    "git://example.org/shop.git, git.url-invalid",
    "ext::sh -c x, git.url-invalid",
    "--upload-pack=x, git.url-invalid",
    "https://example.org/a%0ahost=evil.example, git.url-invalid",
    "https://a%0ahost=evil@example.org/a, git.url-invalid",
    "http://example.org/shop.git, git.url-insecure"
  })
  void otherAddressesAreRefusedWithTheirReason(String text, String code) {
    var e = catchThrowableOfType(UserError.class, () -> RemoteUrl.parse(text));
    assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
    assertThat(e.remedy()).isNotBlank();
  }

  @Test
  void theSameAddressIsEqual() {
    assertThat(RemoteUrl.parse("git@example.org:a"))
        .isNotEqualTo(RemoteUrl.parse("git@example.org:b"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://github.com/ada/shop.git, https://github.com/ada/shop, true",
    "https://github.com/ada/shop.git, https://ada@GitHub.com/Ada/shop/, true",
    "https://github.com/ada/shop.git, git@github.com:ada/shop.git, true",
    "ssh://git@example.org:2222/ada/shop.git, https://example.org/ada/shop, true",
    "/srv/git/shop.git, file:///srv/git/shop.git, true",
    "/srv/git/shop.git, /srv/git/shop, false",
    "/srv/git/shop.git, https://example.org/srv/git/shop.git, false",
    "https://github.com/ada/shop.git, https://github.com/ada/shop2.git, false",
    "https://github.com/ada/shop.git, https://gitlab.com/ada/shop.git, false",
    "http://127.0.0.1:81/shop.git, http://127.0.0.1:82/shop.git, false"
  })
  void oneRepositoryHasManyAddresses(String one, String other, boolean same) {
    assertThat(RemoteUrl.parse(one).isSameRepository(RemoteUrl.parse(other))).isEqualTo(same);
    assertThat(RemoteUrl.parse(other).isSameRepository(RemoteUrl.parse(one))).isEqualTo(same);
  }
}
