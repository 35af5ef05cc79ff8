package dev.freehold.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.UserError;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectsTest {
  private static final Project SHOP = new Project("lovable", "5c2a-shop");
  private static final Project REMIX = new Project("lovable", "77f0-shop");

  @TempDir Path folder;
  private AppFixture fixture;

  @BeforeEach
  void open() {
    fixture = new AppFixture(folder);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private App bind(String slug, Project project) {
    return fixture.projects.createOrFind(slug, project, false);
  }

  private static UserError refused(String code, ThrowingCallable work) {
    var found = new ConcurrentLinkedQueue<UserError>();
    assertThatThrownBy(work).isInstanceOfSatisfying(UserError.class, found::add);
    assertThat(found.element().code()).isEqualTo(code);
    return found.element();
  }

  @Test
  void aProjectIsTheAppThatWasMadeForIt() {
    App app = bind("shop", SHOP);
    assertThat(app.builder()).isEqualTo("lovable");
    assertThat(fixture.projects.appOf(SHOP)).contains(app);
    assertThat(fixture.projects.of(app.id())).containsExactly(SHOP);
    assertThat(bind("shop", SHOP)).isEqualTo(app);
    assertThat(fixture.projects.appOf(REMIX)).isEmpty();
  }

  @Test
  void anAppThatIsThereAlreadyIsBound() {
    App app = fixture.apps.createOrFind("shop", "unknown");
    assertThat(bind("shop", SHOP).id()).isEqualTo(app.id());
    assertThat(fixture.apps.require("shop").builder()).isEqualTo("lovable");
  }

  @Test
  void aProjectOfAnotherAppIsRefusedAndNothingIsMade() {
    bind("shop", SHOP);
    UserError error = refused("app.project-elsewhere", () -> bind("boutique", SHOP));
    assertThat(error.getMessage()).contains("lovable project 5c2a-shop").contains("app shop");
    assertThat(error.remedy()).contains("as shop");
    assertThat(fixture.apps.find("boutique")).isEmpty();
    assertThat(fixture.projects.appOf(SHOP)).contains(fixture.apps.require("shop"));
  }

  @Test
  void anotherProjectTakesItsPlaceOnlyWhenThatIsMeant() {
    App app = bind("shop", SHOP);
    UserError error = refused("app.other-project", () -> bind("shop", REMIX));
    assertThat(error.getMessage()).contains("5c2a-shop");
    assertThat(fixture.projects.of(app.id())).containsExactly(SHOP);
    fixture.projects.createOrFind("shop", REMIX, true);
    assertThat(fixture.projects.of(app.id())).containsExactly(REMIX);
    assertThat(fixture.projects.appOf(SHOP)).isEmpty();
  }

  @Test
  void rebindingTakesNoProjectAwayFromAnotherApp() {
    bind("shop", SHOP);
    refused("app.project-elsewhere", () -> fixture.projects.createOrFind("boutique", SHOP, true));
  }

  @Test
  void anAppMayComeFromSeveralBuilders() {
    App app = bind("shop", SHOP);
    Project bolt = new Project("bolt", "sb1-x");
    assertThat(bind("shop", bolt).builder()).isEqualTo("lovable");
    assertThat(fixture.projects.of(app.id())).containsExactly(bolt, SHOP);
  }

  @Test
  void anExportThatSaysNothingLeavesTheBuilderOfTheProject() {
    App app = bind("shop", SHOP);
    fixture.apps.recordBuilder(app.id(), "unknown");
    assertThat(fixture.apps.require("shop").builder()).isEqualTo("lovable");
    fixture.apps.recordBuilder(app.id(), "bolt");
    assertThat(fixture.apps.require("shop").builder()).isEqualTo("bolt");
  }

  @Test
  void oneProjectThatIsDeployedTwiceAtOnceIsOneApp() {
    var outcomes = new ConcurrentLinkedQueue<String>();
    try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String slug : List.of("a", "b", "c", "d")) {
        all.execute(
            () -> {
              try {
                outcomes.add(bind(slug, SHOP).slug());
              } catch (UserError e) {
                outcomes.add(e.code());
              }
            });
      }
    }
    assertThat(outcomes).hasSize(4);
    assertThat(outcomes.stream().filter("app.project-elsewhere"::equals)).hasSize(3);
    assertThat(fixture.apps.count()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"figma, a", "'', a", "Lovable, a", "lovable, ''", "lovable, a/b", "bolt, a b"})
  void whatCanBeNoProjectIsRefused(String builder, String id) {
    refused("app.project-invalid", () -> new Project(builder, id));
    refused("app.project-invalid", () -> new Project("lovable", "a".repeat(101)));
  }
}
