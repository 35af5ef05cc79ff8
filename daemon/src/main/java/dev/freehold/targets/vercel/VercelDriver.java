package dev.freehold.targets.vercel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.app.Domain;
import dev.freehold.app.Placement;
import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.credential.Secret;
import dev.freehold.file.BlobSource;
import dev.freehold.store.Database;
import dev.freehold.targets.Condition;
import dev.freehold.targets.Connected;
import dev.freehold.targets.DomainReport;
import dev.freehold.targets.Driver;
import dev.freehold.targets.Field;
import dev.freehold.targets.Progress;
import dev.freehold.targets.Setup;
import dev.freehold.targets.Setup.Fact;
import dev.freehold.targets.Site;
import dev.freehold.targets.SiteHistory;
import dev.freehold.targets.Target;
import dev.freehold.targets.Traits;
import dev.freehold.targets.Wanted;
import dev.freehold.targets.vercel.SiteProject.Origin;
import dev.freehold.targets.vercel.SiteProjects.Entry;
import dev.freehold.targets.vercel.api.Project;
import dev.freehold.targets.vercel.api.Team;
import dev.freehold.targets.vercel.api.Vercel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The owner's own account at Vercel. */
public final class VercelDriver implements Driver {
  private static final String TEAM = "team";
  private static final String NAME = "vercel";
  private static final Traits TRAITS =
      new Traits(Duration.ofSeconds(60), true, true, true, true, false, false);

  private final Parts parts;

  /** What targets of all accounts share. */
  record Parts(
      Clients clients,
      Edge edge,
      SiteLooks looks,
      SiteProjects projects,
      UploadedFiles uploaded,
      Outputs outputs,
      Switches switches,
      ProjectLocks locks,
      SiteHttp sites,
      ServerCheck servers,
      BlobSource blobs,
      Clock clock) {}

  /** What is remembered of an account. */
  private record State(String team, String slug) {}

  /**
   * @param environment may name what answers in Vercel's place, for tests and demonstrations:
   *     {@code FREEHOLD_VERCEL=http://127.0.0.1:3999}
   */
  public static VercelDriver of(
      Map<String, String> environment,
      Path userHome,
      Database database,
      BlobSource blobs,
      Clock clock) {
    return new VercelDriver(
        Endpoint.of(environment),
        new Tokens(environment, userHome, clock),
        Stores.in(database, clock),
        blobs,
        clock);
  }

  VercelDriver(Endpoint endpoint, Tokens tokens, Stores stores, BlobSource blobs, Clock clock) {
    var clients = new Clients(endpoint, tokens);
    var sites = new SiteHttp();
    this.parts =
        new Parts(
            clients,
            endpoint.edge(),
            new SiteLooks(clients, stores.projects(), stores.switches()),
            stores.projects(),
            stores.uploaded(),
            stores.outputs(),
            stores.switches(),
            new ProjectLocks(),
            sites,
            new ServerCheck(sites),
            blobs,
            clock);
  }

  /** What is written down here of what is there. */
  record Stores(SiteProjects projects, UploadedFiles uploaded, Outputs outputs, Switches switches) {
    static Stores in(Database database, Clock clock) {
      return new Stores(
          new SiteProjects(database),
          new UploadedFiles(database),
          new Outputs(database),
          new Switches(database, clock));
    }
  }

  @Override
  public String kind() {
    return "vercel";
  }

  @Override
  public String title() {
    return "your account at Vercel";
  }

  @Override
  public Traits traits() {
    return TRAITS;
  }

  @Override
  public List<Field> fields() {
    return List.of(
        Field.optional(
            TEAM,
            "Team",
            "Its name or address at Vercel, vercel.com/TEAM. Without it, the one that your account"
                + " opens by itself."),
        Field.optional(
            Account.PROJECT,
            "Project",
            "One project at Vercel for production, such as one that is there already. Without it,"
                + " each app gets one of its own name."),
        Field.optionalSecret(
            Account.TOKEN,
            "Token",
            "Made at vercel.com/account/tokens. Without it, that of Vercel's own command line"
                + " program is used, if you are logged in there.",
            Tokens.VARIABLE));
  }

  @Override
  public Setup look(Wanted wanted) {
    Optional<Secret> token = Optional.ofNullable(wanted.secrets().get(Account.TOKEN));
    try (Vercel vercel = parts.clients().of(token)) {
      Team team = team(vercel, wanted.find(TEAM));
      return new Setup(
          "vercel.com/" + team.slug(),
          NAME,
          Optional.empty(),
          about(team, wanted.find(Account.PROJECT)),
          List.of(),
          hints(team));
    }
  }

  /**
   * @throws UserError {@code vercel.team-unknown}, naming those there are
   */
  private static Team team(Vercel vercel, Optional<String> wanted) {
    List<Team> teams = vercel.teams();
    Optional<String> asked = wanted.or(vercel::defaultTeam);
    Optional<Team> found =
        asked.isEmpty() && teams.size() == 1
            ? Optional.of(teams.getFirst())
            : teams.stream().filter(team -> asked.filter(team::isCalled).isPresent()).findFirst();
    return found.orElseThrow(
        () ->
            new UserError(
                "vercel.team-unknown",
                wanted
                    .map(name -> "This token does not see a team '" + name + "'.")
                    .orElse("This token is for more than one team."),
                "Say which one with --team. It sees: "
                    + String.join(", ", teams.stream().map(Team::slug).toList())
                    + "."));
  }

  private static List<Fact> about(Team team, Optional<String> project) {
    return List.of(
        new Fact("Team", team.name()),
        new Fact("Plan", team.plan()),
        new Fact("Project", project.orElse("one for each app and environment")));
  }

  private static List<String> hints(Team team) {
    return team.isHobby()
        ? List.of(
            "Vercel's Hobby plan is for personal projects that earn nothing"
                + " (vercel.com/docs/plans/hobby). It goes back to the release before at once;"
                + " older releases are made again from their files.")
        : List.of();
  }

  @Override
  public Place connect(Wanted wanted, String approved, Progress progress) {
    Setup setup = look(wanted);
    setup.require(approved);
    Optional<Secret> token = Optional.ofNullable(wanted.secrets().get(Account.TOKEN));
    try (Vercel vercel = parts.clients().of(token)) {
      Team team = team(vercel, wanted.find(TEAM));
      return new Place(setup.address(), Json.tree(new State(team.id(), team.slug())));
    }
  }

  @Override
  public Condition verify(Connected target) {
    Account account = Account.of(target);
    try {
      Team team = parts.clients().of(account).team();
      var problems = new ArrayList<String>();
      var removal = new ArrayList<String>();
      for (Entry entry : parts.projects().all(account.name())) {
        String name = account.project(entry.site());
        Optional<Project> there =
            entry.project().id().flatMap(parts.clients().of(account)::project);
        if (there.isEmpty()) {
          problems.add("The project " + name + " is not there any more.");
        } else {
          removal.add(
              entry.project().origin() == Origin.MADE
                  ? "Delete the project " + name + " with all its deployments."
                  : "Delete from the project " + name + " what Freehold deployed to it.");
        }
      }
      return new Condition(about(team, account.project()), facts(account, team), problems, removal);
    } catch (UserError refused) {
      return new Condition(
          List.of(),
          Json.mapper().createObjectNode(),
          List.of(refused.getMessage() + " " + refused.remedy()),
          List.of());
    }
  }

  private JsonNode facts(Account account, Team team) {
    return Json.tree(
        Map.of(
            "team",
            team.slug(),
            "plan",
            team.plan(),
            "projects",
            parts.projects().all(account.name()).stream()
                .map(entry -> account.project(entry.site()))
                .toList()));
  }

  @Override
  public void disconnect(Connected target) {
    Account account = Account.of(target);
    parts
        .projects()
        .all(account.name())
        .forEach(entry -> open(entry.site(), account, nowhere(account)).remove());
  }

  private static Placement nowhere(Account account) {
    return new Placement(account.name(), Optional.empty());
  }

  @Override
  public void forget(Connected target) {
    parts.clients().forget(target.name());
  }

  @Override
  public List<SiteHistory> histories(Connected target) {
    return new AccountHistories(Account.of(target), parts).all();
  }

  @Override
  public List<Stranger> strangers(Connected target) {
    Account account = Account.of(target);
    Vercel vercel = parts.clients().of(account);
    return vercel.projects().stream()
        .filter(project -> !project.empty())
        .filter(
            project ->
                vercel.newestDeployments(project.id()).stream()
                    .noneMatch(one -> Mark.of(one).isPresent()))
        .map(project -> stranger(project.name(), account))
        .toList();
  }

  private static Stranger stranger(String project, Account account) {
    return new Stranger(
        project,
        "freehold target add vercel --name "
            + project
            + " --team "
            + account.slug()
            + " --project "
            + project);
  }

  @Override
  public DomainReport domain(Connected target, Domain domain) {
    Account account = Account.of(target);
    return new DomainLook(parts.clients().of(account), parts.projects().all(account.name()))
        .of(domain);
  }

  @Override
  public Target open(Site site, Connected target, Placement placement) {
    return open(site, Account.of(target), placement);
  }

  private VercelTarget open(Site site, Account account, Placement placement) {
    return new VercelTarget(site, account, placement, parts);
  }

  @Override
  public void close() {
    parts.clients().close();
  }
}
