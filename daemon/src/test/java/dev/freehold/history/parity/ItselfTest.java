package dev.freehold.history.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.app.Domain;
import dev.freehold.base.Json;
import dev.freehold.databases.RecordingDatabases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Properties of any environments. */
class ItselfTest {
  private static final List<Comparer> ALL =
      List.of(
          new DatabaseComparer(new DatabasePairs(new RecordingDatabases())),
          new DatabaseContentComparer(new RecordingDatabases(), Duration.ofSeconds(15)),
          new VariableComparer(),
          new RevisionComparer(),
          new ReleaseComparer(),
          new BuildComparer(),
          new TargetComparer(),
          new RoutingComparer(),
          new ServerComparer(),
          new DomainComparer(),
          new WatchComparer());
  private static final List<String> NAMES =
      List.of(
          "DATABASE_URL",
          "VITE_SUPABASE_URL",
          "STRIPE_SECRET_KEY",
          "VITE_TITLE",
          "MODE",
          "REDIS_URL");

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  private static Report report(Sample from, Sample to) {
    var pair = new Pair(Sample.SHOP, from.side(), to.side());
    var report = new Report();
    ALL.forEach(comparer -> comparer.compare(pair, report));
    return report;
  }

  private static String secret(Random random) {
    return "s3cret" + Long.toHexString(random.nextLong());
  }

  private static Sample random(Sample sample, Random random, List<String> secrets) {
    for (String name : NAMES) {
      if (random.nextBoolean()) {
        String secret = secret(random);
        secrets.add(secret);
        sample.with(
            name,
            name.endsWith("_URL") ? "postgres://app:" + secret + "@db.example.org/a" : secret);
      }
    }
    sample.target = random.nextBoolean() ? "box" : "other";
    sample.kind = random.nextBoolean() ? "ssh" : "aws";
    sample.config = random.nextBoolean() ? Map.of("region", "eu-central-1") : Map.of();
    sample.release = random.nextInt(4) == 0 ? Optional.empty() : Optional.of(random.nextInt(1, 4));
    sample.commit = "c" + random.nextInt(2);
    sample.artifact = Integer.toString(random.nextInt(2)).repeat(64);
    sample.hasFiles = random.nextInt(4) > 0;
    sample.address =
        random.nextBoolean() ? "http://shop.example.org/" : "https://shop.example.org/";
    sample.domain =
        random.nextBoolean()
            ? Optional.of(new Domain("shop.example.org", random.nextBoolean()))
            : Optional.empty();
    if (random.nextBoolean()) {
      sample.serving = Sample.server(random.nextBoolean() ? ">=22" : "", "node", "server.js");
    }
    sample.kept = random.nextBoolean() ? List.of("uploads") : List.of();
    return sample;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anEnvironmentHasNoDifferenceFromItself(long seed) {
    Sample any = random(Sample.staging(), new Random(seed), new ArrayList<>());
    assertThat(report(any, any).differences()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noSecretIsInAnyReport(long seed) {
    var random = new Random(seed);
    var secrets = new ArrayList<String>();
    Sample staging = random(Sample.staging(), random, secrets);
    Sample production = random(Sample.production(), random, secrets);
    Report report = report(staging, production);
    String said = Json.write(report.differences()) + report.same() + report.unknown();
    assertThat(secrets).allSatisfy(secret -> assertThat(said).doesNotContain(secret));
    assertThat(said).doesNotContain("db.example.org");
  }

  /** A database is named by the variable of the one that is judged. */
  @ParameterizedTest
  @MethodSource("seeds")
  void theOtherWayRoundTheSameThingsDiffer(long seed) {
    var random = new Random(seed);
    Sample staging = random(Sample.staging(), random, new ArrayList<>());
    Sample production = random(Sample.production(), random, new ArrayList<>());
    assertThat(things(report(staging, production)))
        .containsExactlyInAnyOrderElementsOf(things(report(production, staging)));
  }

  private static List<String> things(Report report) {
    return report.differences().stream()
        .filter(found -> !found.kind().equals("database"))
        .map(found -> found.kind() + " " + found.what())
        .toList();
  }
}
