package dev.freehold.targets.vercel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.freehold.app.Domain;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Connected;
import dev.freehold.targets.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on Vercel names every request that is made there, and no other. */
class VercelCallsTest {
  private static final Path PAGE = Path.of("../docs/targets/vercel.md");
  private static final Pattern ROW = Pattern.compile("\\| `([A-Z]+ /[^`]*)` \\| .* \\| .* \\|");

  @TempDir Path folder;

  @Test
  void thePageNamesEveryRequestAndNoOther() throws Exception {
    assertThat(made()).isEqualTo(named());
  }

  private static Set<String> named() throws IOException {
    return ROW.matcher(Files.readString(PAGE))
        .results()
        .map(row -> row.group(1).replaceAll("\\{[^}]*}", "*"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The whole life of a site. */
  private Set<String> made() {
    var vercel = new FakeVercel().paid().taking(300, 300);
    try (var life = new Life(folder, vercel, Duration.ofSeconds(5))) {
      Connected account = life.connect();
      var domain = new Domain("shop.example.org", false);
      Target target = life.at(Optional.of(domain));
      Activation one = life.activations.page("one");
      Activation two = life.activations.page("two");
      life.deploy(target, one);
      life.deploy(target, two);
      life.deploy(target, one);
      life.account.driver().domain(account, domain);
      life.account.driver().verify(account);
      life.account.driver().histories(account);
      vercel.failAliases(true);
      assertThat(catchThrowable(() -> life.deploy(target, two))).isNotNull();
      assertThat(catchThrowable(() -> life.deploy(target, life.activations.page("three"))))
          .isNotNull();
      vercel.failAliases(false);
      life.room.pass(Duration.ofDays(2));
      target.prune(Set.of());
      life.deploy(life.at(Optional.empty()), life.activations.page("four"));
      life.account.drivers().remove(account, true);
      return new TreeSet<>(vercel.requests());
    }
  }
}
