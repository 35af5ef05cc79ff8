package dev.freehold.targets.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.app.Domain;
import dev.freehold.app.Placement;
import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.file.BlobSource;
import dev.freehold.targets.AccessPolicy;
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
import dev.freehold.targets.aws.api.Aws;
import dev.freehold.targets.aws.api.Bucket;
import dev.freehold.targets.aws.api.Identity.Caller;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.profiles.ProfileFileSupplier;

/** The owner's own account at AWS. */
public final class AwsDriver implements Driver {
  private static final String NAME = "aws";
  private static final Traits TRAITS =
      new Traits(Duration.ofSeconds(60), true, true, true, true, true, false);

  private final Parts parts;

  /** What targets of all accounts share. */
  record Parts(
      Clients clients,
      Logins logins,
      Endpoint endpoint,
      Patience patience,
      KnownSites sites,
      Manifests manifests,
      SiteProbe probe,
      Visitors visitors,
      BlobSource blobs,
      Clock clock) {}

  /** What is remembered of an account. */
  private record State(
      String profile, String region, String number, String store, String accessControl) {}

  private record Login(String profile, String region) {
    Clients.Login client() {
      return new Clients.Login(profile, region);
    }
  }

  /**
   * @param environment may name what answers in AWS's place, for tests and demonstrations: {@code
   *     FREEHOLD_AWS=http://127.0.0.1:3998}
   */
  public static AwsDriver of(Map<String, String> environment, BlobSource blobs, Clock clock) {
    return new AwsDriver(
        Endpoint.of(environment),
        new Logins(environment, ProfileFileSupplier::defaultSupplier),
        Visitors.real(),
        blobs,
        clock);
  }

  AwsDriver(Endpoint endpoint, Logins logins, Visitors visitors, BlobSource blobs, Clock clock) {
    this.parts =
        new Parts(
            new Clients(endpoint, logins),
            logins,
            endpoint,
            new Patience(endpoint.pause()),
            new KnownSites(),
            new Manifests(),
            new SiteProbe(),
            visitors,
            blobs,
            clock);
  }

  @Override
  public String kind() {
    return "aws";
  }

  @Override
  public String title() {
    return "your account at AWS";
  }

  @Override
  public Traits traits() {
    return TRAITS;
  }

  @Override
  public List<Field> fields() {
    return List.of(
        new Field(
            Account.PROFILE,
            "Profile",
            "Of AWS's own tools, in ~/.aws. Its keys stay there. Without it, the one that these"
                + " tools use by themselves.",
            false,
            false,
            parts.logins().found(),
            Optional.empty()),
        Field.optional(
            Account.REGION,
            "Region",
            "Where the files are, such as eu-central-1; visitors get them from an edge near them."
                + " Without it, that of the profile."));
  }

  private Login login(Wanted wanted) {
    String profile = wanted.find(Account.PROFILE).orElseGet(parts.logins()::usual);
    parts.logins().require(profile);
    String region =
        wanted
            .find(Account.REGION)
            .or(() -> parts.logins().region(profile))
            .orElseThrow(
                () ->
                    new UserError(
                        "aws.region-missing",
                        "The profile '" + profile + "' has no region.",
                        "Say one near your visitors: --region eu-central-1"));
    if (!Logins.isRegion(region)) {
      throw new UserError(
          "aws.region-unknown",
          "AWS has no region '" + region + "'.",
          "Say one of docs.aws.amazon.com/global-infrastructure: --region eu-central-1");
    }
    return new Login(profile, region);
  }

  @Override
  public Setup look(Wanted wanted) {
    Login login = login(wanted);
    // keys may have been changed since the last look
    parts.clients().renew(login.client());
    Aws aws = parts.clients().of(login.client());
    Caller caller = aws.identity().caller();
    return new Setup(
        Account.address(caller.account(), login.region()),
        NAME,
        Optional.empty(),
        about(caller, login),
        setup(aws, caller.account(), login.region()).missing(),
        hints(caller));
  }

  private AccountSetup setup(Aws aws, String number, String region) {
    return new AccountSetup(aws, number, region, parts.patience());
  }

  private static List<Fact> about(Caller caller, Login login) {
    return List.of(
        new Fact("Account", caller.account()),
        new Fact("Keys", caller.arn()),
        new Fact("Region", login.region()),
        new Fact("Bucket", Account.bucket(caller.account(), login.region())));
  }

  private static List<String> hints(Caller caller) {
    var hints = new ArrayList<String>();
    if (caller.isRoot()) {
      hints.add(
          "These are keys of the account's root user, which can do everything, bills included. Make"
              + " a user or a role with no more than what is needed.");
    }
    hints.add(
        "AWS charges for what is used. A small site costs cents a month; set a budget that warns"
            + " you: console.aws.amazon.com/costmanagement");
    return List.copyOf(hints);
  }

  /** In the account that the keys belong to, which may be allowed nothing yet. */
  @Override
  public List<AccessPolicy> policies(Wanted wanted) {
    Login login = login(wanted);
    Caller caller = parts.clients().of(login.client()).identity().caller();
    return new Policies(caller.account(), login.region()).all();
  }

  @Override
  public Place connect(Wanted wanted, String approved, Progress progress) {
    Setup setup = look(wanted);
    setup.require(approved);
    Login login = login(wanted);
    Aws aws = parts.clients().of(login.client());
    String number = aws.identity().caller().account();
    AccountSetup shared = setup(aws, number, login.region());
    shared.carryOut(progress);
    return new Place(
        setup.address(),
        Json.tree(
            new State(
                login.profile(),
                login.region(),
                number,
                shared.store(),
                aws.accessControls().ensure(Account.shared(login.region())))));
  }

  @Override
  public Condition verify(Connected target) {
    Account account = Account.of(target);
    var login = new Login(account.profile(), account.region());
    try {
      Aws aws = parts.clients().of(login.client());
      Caller caller = aws.identity().caller();
      if (!caller.account().equals(account.number())) {
        return unusable(
            "The profile "
                + account.profile()
                + " leads to the account "
                + caller.account()
                + " now, and not to "
                + account.number()
                + ".");
      }
      List<String> problems =
          setup(aws, account.number(), account.region()).missing().stream()
              .map(step -> "Not done: " + step)
              .toList();
      return new Condition(about(caller, login), facts(account), problems, removal(account));
    } catch (UserError refused) {
      return unusable(refused.getMessage() + " " + refused.remedy());
    }
  }

  private static Condition unusable(String problem) {
    return new Condition(List.of(), Json.mapper().createObjectNode(), List.of(problem), List.of());
  }

  private static JsonNode facts(Account account) {
    return Json.tree(
        Map.of(
            "account", account.number(), "region", account.region(), "bucket", account.bucket()));
  }

  private List<String> removal(Account account) {
    var removal = new ArrayList<String>();
    (bucket(account).exists() ? sites(account).all() : List.<Site>of())
        .stream()
            .map(Account::key)
            .forEach(
                key ->
                    removal.add(
                        "Delete the distribution, the functions, what its server printed, and all"
                            + " files of "
                            + key
                            + "."));
    removal.add(
        "Delete the bucket "
            + account.bucket()
            + " with all old versions, and the KeyValueStore and the access control "
            + account.shared()
            + ", and the role of that name, if any server runs there.");
    return removal;
  }

  private SiteFolders sites(Account account) {
    return new SiteFolders(bucket(account));
  }

  private Bucket bucket(Account account) {
    return parts.clients().of(account.login()).bucket(account.bucket());
  }

  @Override
  public void disconnect(Connected target) {
    Account account = Account.of(target);
    Aws aws = parts.clients().of(account.login());
    if (bucket(account).exists()) {
      List<Site> all = sites(account).all();
      all.forEach(
          site ->
              new Removing(account, site, aws, parts.patience())
                  .begin(new SiteFolder(bucket(account), site)));
      all.forEach(site -> open(site, account, nowhere(account)).remove());
    }
    setup(aws, account.number(), account.region()).destroy();
  }

  private static Placement nowhere(Account account) {
    return new Placement(account.target(), Optional.empty());
  }

  @Override
  public void forget(Connected target) {
    parts.clients().forget(Account.of(target).login());
  }

  @Override
  public List<SiteHistory> histories(Connected target) {
    Account account = Account.of(target);
    return sites(account).all().stream()
        .flatMap(site -> open(site, account, nowhere(account)).history().stream())
        .toList();
  }

  @Override
  public DomainReport domain(Connected target, Domain domain) {
    Account account = Account.of(target);
    Aws aws = parts.clients().of(account.login());
    Optional<SiteInfo> site =
        sites(account).all().stream()
            .flatMap(one -> new SiteFolder(bucket(account), one).info().stream())
            .filter(info -> info.names().contains(domain.name()))
            .findFirst();
    return new DomainLook(new OwnDomain(domain, aws, parts.patience()), parts.visitors()).of(site);
  }

  @Override
  public Target open(Site site, Connected target, Placement placement) {
    return open(site, Account.of(target), placement);
  }

  private AwsTarget open(Site site, Account account, Placement placement) {
    return new AwsTarget(site, account, placement, parts);
  }

  @Override
  public void close() {
    parts.clients().close();
  }
}
