package dev.freehold.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.freehold.app.Domain;
import dev.freehold.app.Placement;
import dev.freehold.app.Variable;
import dev.freehold.base.UserError;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EnvironmentCopyTest extends DeployTestBase {
  private EnvironmentCopy copy;

  @BeforeEach
  void copies() {
    copy = new EnvironmentCopy(room.places);
    room.place(new Placement("box", Optional.of(new Domain("shop.example.org", true))));
    room.set("VITE_TITLE", "Shop");
    room.set("VITE_SITE", "https://shop.example.org/");
    room.set("VITE_SUPABASE_URL", "https://abcdefghijklmnopqrst.supabase.co");
    room.set("STRIPE_SECRET_KEY", "sk_live_very_secret");
    room.set("DATABASE_URL", "postgres://app:very-secret@db.example.org/shop");
  }

  private EnvironmentCopy.Made likeProduction() {
    return copy.create(room.app(), "staging", Optional.of("production"), "local");
  }

  @Test
  void aCopyRunsThereWithWhatEverybodyMaySeeAndNothingElse() {
    EnvironmentCopy.Made made = likeProduction();
    assertThat(made.environment().target()).isEqualTo("box");
    assertThat(made.environment().domain()).isEmpty();
    assertThat(made.copied()).containsExactly("VITE_TITLE");
    assertThat(made.toSet())
        .extracting(EnvironmentCopy.ToSet::name, EnvironmentCopy.ToSet::why)
        .containsExactly(
            tuple("DATABASE_URL", EnvironmentCopy.Why.DATABASE),
            tuple("STRIPE_SECRET_KEY", EnvironmentCopy.Why.SECRET),
            tuple("VITE_SITE", EnvironmentCopy.Why.DOMAIN),
            tuple("VITE_SUPABASE_URL", EnvironmentCopy.Why.DATABASE));
    assertThat(room.places.settings().current(made.environment().id()).variables())
        .containsExactly(new Variable("VITE_TITLE", "Shop", Variable.Source.USER));
    assertThat(room.places.settings().current(room.production().id()).variables())
        .as("the other one keeps what it has")
        .hasSize(5);
  }

  @Test
  void oneThatIsThereIsLeftAlone() {
    likeProduction();
    assertThatThrownBy(this::likeProduction)
        .isInstanceOfSatisfying(
            UserError.class, e -> assertThat(e.code()).isEqualTo("environment.exists"));
  }

  @Test
  void whatWasInterruptedIsDoneWhenItIsRepeated() {
    room.places.environments().ensure(room.app().id(), "staging", "box");
    assertThat(likeProduction().copied()).containsExactly("VITE_TITLE");
  }

  @Test
  void oneLikeNoOtherIsEmpty() {
    EnvironmentCopy.Made made = copy.create(room.app(), "preview", Optional.empty(), "local");
    assertThat(made.environment().target()).isEqualTo("local");
    assertThat(made.copied()).isEmpty();
    assertThat(made.toSet()).isEmpty();
  }

  @Test
  void onlyWhatIsThereCanBeTheExample() {
    assertThatThrownBy(() -> copy.create(room.app(), "staging", Optional.of("prod"), "local"))
        .isInstanceOfSatisfying(
            UserError.class, e -> assertThat(e.code()).isEqualTo("environment.unknown"));
    assertThat(room.places.environments().find(room.app().id(), "staging")).isEmpty();
  }
}
