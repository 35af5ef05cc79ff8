package dev.freehold.bench;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.freehold.bench.Rounds.Contestant;
import dev.freehold.release.ReleaseRoom;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Activations;
import dev.freehold.targets.Delta;
import dev.freehold.targets.RunningStep;
import dev.freehold.targets.Target;
import dev.freehold.targets.aws.AwsScene;
import dev.freehold.targets.aws.fake.FakeAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A release of 2,000 pages at what stands in for AWS, whose files are kept by a real S3 server.
 * Freehold runs in process, as in the daemon, and does all of a deployment; rclone and AWS's own
 * program are started each time, and bring the files alone.
 */
final class AwsRows {
  private static final int ROUNDS = 5;
  private static final int CHANGED = 20;

  private final Path temporary;
  private final Shell shell;
  private int folders;

  AwsRows(Shell shell, Path temporary) {
    this.shell = shell;
    this.temporary = temporary;
  }

  void measure(Table table) throws Exception {
    try (var room = new ReleaseRoom(folder());
        var freehold = new ByFreehold(room)) {
      var releases = new Releases(room);
      var byHand = new ByHand(freehold, releases);
      race(
          table,
          "first deployment of 2,000 files",
          freehold.times(freehold::beginAnew, () -> freehold.deploy(releases.newest)),
          new Contestant(byHand::beginAnew, byHand::rclone),
          new Contestant(byHand::beginAnew, byHand::awscli),
          freehold);
      race(
          table,
          CHANGED + " of 2,000 files changed",
          freehold.times(releases::change, () -> freehold.deploy(releases.newest)),
          new Contestant(byHand::write, byHand::rclone),
          new Contestant(byHand::writeOther, byHand::awscli),
          freehold);
      race(
          table,
          "nothing changed",
          freehold.times(() -> {}, () -> freehold.plan(releases.newest)),
          new Contestant(() -> {}, byHand::rclone),
          new Contestant(() -> {}, byHand::awscli),
          freehold);
      List<Samples> switches =
          Rounds.alternate(
              1,
              ROUNDS,
              freehold.times(
                  () -> {
                    releases.change();
                    freehold.stage(releases.newest);
                  },
                  () -> freehold.activate(releases.newest)),
              freehold.times(releases::swap, () -> freehold.activate(releases.newest)));
      table.row(
          "AWS: make live what is staged", switches.get(0).text(), "-", "one write to the store");
      table.row("AWS: roll back", switches.get(1).text(), "-", "the same");
    }
  }

  private static void race(
      Table table,
      String what,
      Contestant ours,
      Contestant rclone,
      Contestant awscli,
      ByFreehold freehold)
      throws Exception {
    List<Samples> times = Rounds.alternate(1, ROUNDS, ours, rclone, awscli);
    Map<String, Long> asked = freehold.requests();
    table.row(
        "AWS: " + what,
        times.get(0).text(),
        times.get(1).text() + " (rclone)",
        times.get(0).timesFasterThan(times.get(1))
            + "; aws s3 sync "
            + times.get(2).text()
            + "; asks S3 "
            + asked.entrySet().stream()
                .filter(call -> call.getKey().startsWith("s3:"))
                .mapToLong(Map.Entry::getValue)
                .sum()
            + " times");
    System.out.println("Freehold: " + asked);
  }

  private Path folder() throws IOException {
    return Files.createDirectory(temporary.resolve("f" + folders++));
  }

  /** What all of them deploy. */
  private static final class Releases {
    private final Activations activations;
    private final Pages pages = new Pages();
    private Activation before;
    private Activation newest;

    Releases(ReleaseRoom room) {
      activations = new Activations(room);
      newest = pages.activation(activations);
      before = newest;
    }

    void change() {
      pages.change(CHANGED);
      before = newest;
      newest = pages.activation(activations);
    }

    void swap() {
      Activation other = before;
      before = newest;
      newest = other;
    }
  }

  private final class ByFreehold implements AutoCloseable {
    private final ReleaseRoom room;
    private AwsScene scene;
    private Target target;
    private Map<String, Long> asked = Map.of();
    private int runs;

    ByFreehold(ReleaseRoom room) throws IOException {
      this.room = room;
      this.scene = new AwsScene(room.blobs, folder());
      this.target = scene.target(Activations.SITE);
    }

    Contestant times(Rounds.Work prepare, Rounds.Work measured) {
      return new Contestant(
          () -> {
            prepare.run();
            scene.aws.forgetCalls();
          },
          () -> {
            measured.run();
            asked = counted();
          });
    }

    private Map<String, Long> counted() {
      return scene.aws.operations().stream()
          .collect(groupingBy(Function.identity(), TreeMap::new, counting()));
    }

    Map<String, Long> requests() {
      return asked;
    }

    void beginAnew() throws IOException {
      scene.close();
      scene = new AwsScene(room.blobs, folder());
      target = scene.target(Activations.SITE);
    }

    void deploy(Activation activation) {
      stage(activation);
      activate(activation);
    }

    Delta plan(Activation activation) {
      return target.prepare(activation, target.observe());
    }

    void stage(Activation activation) {
      String run = "bench-" + ++runs;
      Delta delta = plan(activation);
      target.provision(activation, delta, RunningStep.of(run, "provision"));
      target.upload(activation, delta, room.blobs, RunningStep.of(run, "upload"));
      target.stage(activation, RunningStep.of(run, "stage"));
    }

    void activate(Activation activation) {
      long generation = target.observe().pointer().generation();
      target.activate(activation, generation, RunningStep.of("bench-" + ++runs, "activate"));
    }

    @Override
    public void close() {
      scene.close();
    }
  }

  /** A folder, kept the same as a bucket. */
  private final class ByHand {
    private final ByFreehold freehold;
    private final Releases releases;
    private final Path pages;
    private int buckets;

    ByHand(ByFreehold freehold, Releases releases) throws IOException {
      this.freehold = freehold;
      this.releases = releases;
      this.pages = folder();
    }

    private Shell shell() {
      String endpoint = freehold.scene.aws.endpoint().toString();
      return shell
          .in(pages)
          .with("AWS_ENDPOINT_URL", endpoint)
          .with("AWS_ACCESS_KEY_ID", FakeAws.ACCESS_KEY)
          .with("AWS_SECRET_ACCESS_KEY", FakeAws.SECRET_KEY)
          .with("AWS_DEFAULT_REGION", AwsScene.REGION)
          .with("AWS_CA_BUNDLE", "")
          .with("RCLONE_CONFIG_HERE_TYPE", "s3")
          .with("RCLONE_CONFIG_HERE_PROVIDER", "Other")
          .with("RCLONE_CONFIG_HERE_ENV_AUTH", "true")
          .with("RCLONE_CONFIG_HERE_REGION", AwsScene.REGION)
          .with("RCLONE_CONFIG_HERE_FORCE_PATH_STYLE", "true")
          .with("RCLONE_CONFIG_HERE_ENDPOINT", endpoint);
    }

    private String bucket() {
      return "by-hand-" + buckets;
    }

    void beginAnew() throws Exception {
      buckets++;
      shell().run("aws", "s3api", "create-bucket", "--bucket", bucket());
      write();
    }

    void write() throws IOException {
      for (Map.Entry<String, byte[]> page : releases.pages.contents().entrySet()) {
        Path file = pages.resolve(page.getKey());
        Files.createDirectories(file.getParent());
        if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), page.getValue())) {
          Files.write(file, page.getValue());
        }
      }
    }

    /** Others than rclone has just brought. */
    void writeOther() throws IOException {
      releases.pages.change(CHANGED);
      write();
    }

    void rclone() throws Exception {
      shell()
          .run("rclone", "sync", "--transfers", "32", "--checkers", "32", ".", "here:" + bucket());
    }

    void awscli() throws Exception {
      shell().run("aws", "s3", "sync", "--delete", "--only-show-errors", ".", "s3://" + bucket());
    }
  }
}
