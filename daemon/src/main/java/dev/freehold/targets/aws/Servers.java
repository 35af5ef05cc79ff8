package dev.freehold.targets.aws;

import dev.freehold.base.ProviderError;
import dev.freehold.base.Sha256;
import dev.freehold.detect.Serving.Service;
import dev.freehold.file.BlobSource;
import dev.freehold.release.Artifact;
import dev.freehold.step.StepContext;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Resource;
import dev.freehold.targets.Site;
import dev.freehold.targets.aws.api.Aws;
import dev.freehold.targets.aws.api.Bucket;
import dev.freehold.targets.aws.api.Bucket.Listed;
import dev.freehold.targets.aws.api.Bucket.NewObject;
import dev.freehold.targets.aws.api.ServerFunctions;
import dev.freehold.targets.aws.api.ServerFunctions.Alias;
import dev.freehold.targets.aws.api.ServerFunctions.Making;
import dev.freehold.targets.aws.api.ServerFunctions.Now;
import dev.freehold.targets.aws.api.ServerFunctions.Wanted;
import dev.freehold.targets.aws.api.ServerLogs;
import dev.freehold.targets.aws.api.ServerLogs.Keeping;
import dev.freehold.targets.site.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.async.AsyncRequestBody;

/**
 * The server of a site's app as a function of Lambda. Each release with its settings is a version
 * of it, under a name and at an address of its own, so that going back changes nothing there.
 */
final class Servers {
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration ROLES_TAKE = Duration.ofMinutes(2);
  private static final int MEGABYTES = 1_024;
  private static final String NEWEST = "$LATEST";

  /** An answer may be sent for so long. */
  private static final int SECONDS = 120;

  /** Of the Web Adapter 1.0 (github.com/aws/aws-lambda-web-adapter). */
  private static final String LAYER = ":753240598075:layer:LambdaAdapterLayerX86:27";

  private static final String COST =
      "AWS charges for what visitors use; a million requests and 400,000 seconds with 1 GB of"
          + " memory a month are free (aws.amazon.com/lambda/pricing).";

  private static final String LOGS_COST =
      "CloudWatch takes 5 GB of what is printed a month for nothing, and charges by the gigabyte"
          + " above that (aws.amazon.com/cloudwatch/pricing).";

  private final Account account;
  private final Site site;
  private final Aws aws;
  private final SiteFolder folder;
  private final Patience patience;
  private final BlobSource blobs;

  Servers(
      Account account, Site site, Aws aws, SiteFolder folder, Patience patience, BlobSource blobs) {
    this.account = account;
    this.site = site;
    this.aws = aws;
    this.folder = folder;
    this.patience = patience;
    this.blobs = blobs;
  }

  private String name() {
    return account.name(site);
  }

  private Bucket bucket() {
    return aws.bucket(account.bucket());
  }

  /** The one that an app has, if it has any. */
  static Optional<Service> of(Artifact artifact) {
    return artifact.serving().services().stream().findFirst();
  }

  /**
   * What a version runs, as the description of its alias.
   *
   * @param releaseId id
   * @param release by its name: {@code v2}; {@code -} where it was not written down
   * @param server name within the app, or {@code -}
   */
  record Run(String releaseId, String release, String server) {
    static final Run UNKNOWN = new Run("-", "-", "-");

    private static Run of(Alias alias) {
      String[] words = alias.description().split(" ", 3);
      return words.length == 3
          ? new Run(words[0], words[1], words[2])
          : new Run(words[0], UNKNOWN.release(), UNKNOWN.server());
    }

    private String text() {
      return releaseId + " " + release + " " + server;
    }
  }

  /** By the number of the version. */
  Map<String, Run> releases() {
    return aws.servers().aliases(name()).stream()
        .collect(Collectors.toMap(Alias::version, Run::of, (_, last) -> last));
  }

  /** What {@link #provision} and {@link #start} would make. */
  List<Resource> plan(Artifact artifact, Optional<SiteInfo> info) {
    if (of(artifact).isEmpty()) {
      return List.of();
    }
    var resources = new ArrayList<Resource>();
    if (!aws.roles().has(account.shared())) {
      resources.add(
          new Resource(
              "role",
              account.shared(),
              "A role "
                  + account.shared()
                  + " for the servers of all apps, which lets them write logs and nothing else.",
              false,
              Optional.empty()));
    }
    logs().ifPresent(resources::add);
    if (info.flatMap(SiteInfo::function).flatMap(aws.servers()::find).isEmpty()) {
      resources.add(
          new Resource(
              "function",
              name(),
              "A function "
                  + name()
                  + " of AWS Lambda, which runs the server of "
                  + site.app()
                  + ".",
              true,
              Optional.of(COST)));
    }
    return List.copyOf(resources);
  }

  /** Empty where the owner's own period is kept, or ours already. */
  private Optional<Resource> logs() {
    String group = account.logGroup(site);
    Keeping now = aws.logs().keeping(group);
    String said = "What its server prints is kept " + ServerLogs.DAYS + " days in CloudWatch, in ";
    return switch (now) {
      case LIMITED -> Optional.empty();
      case NONE -> Optional.of(logs(group, said + group + "."));
      case FOR_EVER ->
          Optional.of(
              logs(group, said + group + ", and no longer for ever: what is older is deleted."));
    };
  }

  private static Resource logs(String group, String what) {
    return new Resource("logs", group, what, true, Optional.of(LOGS_COST));
  }

  /**
   * What comes before files and distribution; may be repeated.
   *
   * @return with the name of the function
   */
  SiteInfo provision(Artifact artifact, SiteInfo info) {
    if (of(artifact).isEmpty()) {
      return info;
    }
    aws.roles().ensure(account.shared(), account.logs());
    SiteInfo named = info;
    if (info.function().isEmpty()) {
      named = info.with(name());
      folder.save(named);
    }
    aws.logs().ensure(account.logGroup(site), Account.key(site));
    return named;
  }

  private ServerPackage packaged(Service server, Activation activation, SiteInfo info) {
    return new ServerPackage(
        server,
        activation.artifact(),
        LivePointer.folder(activation.release().id()),
        info.origin());
  }

  /** Brings the server's files to the bucket, if they are not there. */
  void bring(Activation activation, SiteInfo info) {
    of(activation.artifact())
        .ifPresent(server -> bring(packaged(server, activation, info), activation));
  }

  private void bring(ServerPackage wanted, Activation activation) {
    String key = folder.key(wanted.key());
    if (bucket().list(key).stream().anyMatch(one -> one.key().equals(key))) {
      return;
    }
    if (!activation.artifact().blobs().keySet().stream().allMatch(blobs::contains)) {
      throw Refused.missing(site, activation.release().name());
    }
    try {
      Path zip = Files.createTempFile("freehold-server", ".zip");
      try {
        wanted.write(zip, blobs);
        bucket()
            .send(
                new NewObject(key, "application/zip", "no-store", Map.of()),
                AsyncRequestBody.fromFile(zip));
      } finally {
        Files.delete(zip);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String alias(Activation activation) {
    String both = activation.release().id() + " " + activation.settings().id();
    return "r" + Sha256.of(both).hex().substring(0, 40);
  }

  /** Host of the release's server; empty without one. */
  Optional<String> host(Activation activation) {
    return of(activation.artifact())
        .map(
            _ ->
                aws.servers()
                    .host(name(), alias(activation))
                    .orElseThrow(() -> Refused.missing(site, activation.release().name())));
  }

  /** Gives the release with its settings a version at an address of its own; may be repeated. */
  Optional<String> start(Activation activation, SiteInfo info, StepContext step) {
    Optional<Service> server = of(activation.artifact());
    if (server.isEmpty()) {
      return Optional.empty();
    }
    ServerFunctions functions = aws.servers();
    String alias = alias(activation);
    if (functions.aliases(name()).stream().noneMatch(one -> one.name().equals(alias))) {
      ServerPackage files = packaged(server.get(), activation, info);
      bring(files, activation);
      String version = published(wanted(server.get(), activation, files), step);
      var runs =
          new Run(activation.release().id(), activation.release().name(), server.get().name());
      functions.createAlias(name(), new Alias(alias, version, runs.text()));
    }
    functions.open(name(), alias);
    return host(activation);
  }

  private Wanted wanted(Service server, Activation activation, ServerPackage files) {
    return new Wanted(
        account.roleArn(),
        ServerLimits.runtime(server),
        ServerPackage.HANDLER,
        "arn:aws:lambda:" + account.region() + LAYER,
        MEGABYTES,
        SECONDS,
        account.bucket(),
        folder.key(files.key()),
        ServerLimits.environment(server, activation));
  }

  private String published(Wanted wanted, StepContext step) {
    ServerFunctions functions = aws.servers();
    String code =
        functions.find(name()).isEmpty() && made(wanted, step)
            ? settled(NEWEST, step).code()
            : brought(wanted, step);
    Now now = settled(NEWEST, step);
    if (!now.code().equals(code) || !now.settings().equals(wanted.settings())) {
      throw new ProviderError(
          "aws.changed",
          "Somebody else changed the function " + name() + " meanwhile, so no version was made.",
          "Run the same command again, which looks anew.",
          true,
          null,
          null);
    }
    String version = functions.publish(name(), code, now);
    settled(version, step);
    return version;
  }

  /** False when somebody else was first. */
  private boolean made(Wanted wanted, StepContext step) {
    step.log("Making the function " + name() + " of AWS Lambda.");
    return patience.until(
            ROLES_TAKE,
            () ->
                Optional.of(aws.servers().create(name(), wanted, Account.key(site)))
                    .filter(made -> made != Making.ROLE_UNKNOWN),
            () -> Patience.late("Lambda did not see the new role in 2 minutes."),
            step)
        == Making.MADE;
  }

  /**
   * An update that failed before is no reason not to try this one.
   *
   * @return digest of its code
   */
  private String brought(Wanted wanted, StepContext step) {
    ServerFunctions functions = aws.servers();
    Now before = quiet(NEWEST, step);
    if (before.broken()) {
      throw new ProviderError(
          "aws.refused",
          "Lambda could not make the function " + name() + ": " + before.failure(),
          "Delete that function in AWS's console and run the same command again, which makes it"
              + " anew.",
          false,
          null,
          null);
    }
    String code = functions.bring(name(), wanted, before);
    functions.configure(name(), wanted, settled(NEWEST, step));
    return code;
  }

  private Now settled(String version, StepContext step) {
    Now now = quiet(version, step);
    if (!now.failure().isEmpty()) {
      throw new ProviderError(
          "aws.refused",
          "Lambda can't run the function " + name() + ": " + now.failure(),
          "Look at what it names in AWS's console, then run the same command again.",
          false,
          null,
          null);
    }
    return now;
  }

  /** When Lambda is not at work on it any more. */
  private Now quiet(String version, StepContext step) {
    return patience.until(
        LONGEST,
        () -> aws.servers().find(name(), version).filter(now -> !now.pending()),
        () -> Patience.late("Lambda was not done with " + name() + " in 5 minutes."),
        step);
  }

  /**
   * Deletes what belongs to other releases.
   *
   * @param releases ids
   */
  void keep(Set<String> releases, SiteInfo info) {
    if (info.function().isEmpty()) {
      return;
    }
    ServerFunctions functions = aws.servers();
    var used = new HashSet<String>();
    for (Alias alias : functions.aliases(name())) {
      if (releases.contains(Run.of(alias).releaseId())) {
        used.add(alias.version());
      } else {
        functions.deleteAlias(name(), alias.name());
      }
    }
    functions.versions(name()).stream()
        .filter(version -> !used.contains(version))
        .forEach(version -> functions.deleteVersion(name(), version));
    Set<String> folders = new HashSet<>();
    releases.forEach(
        release -> folders.add(folder.key(ServerPackage.folderOf(LivePointer.folder(release)))));
    bucket()
        .delete(
            bucket().list(folder.key(ServerPackage.ALL)).stream()
                .map(Listed::key)
                .filter(key -> !folders.contains(key.substring(0, key.lastIndexOf('/') + 1)))
                .toList());
  }
}
