package dev.freehold.check;

import dev.freehold.base.Sha256;
import dev.freehold.base.UserError;
import dev.freehold.store.Database;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the user decided to let pass, with a reason, for one app. */
public final class AllowedFindings {
  private final Database database;
  private final Clock clock;

  public AllowedFindings(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Makes finding ids stable within an app and useless elsewhere. */
  public static byte[] salt(String appId) {
    return Sha256.of("findings of " + appId).hex().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * A recorded decision.
   *
   * @param who the user of this machine who decided
   */
  public record Allowed(String findingId, String reason, String who, Instant at) {}

  /**
   * Lets a finding pass from now on; a second decision about the same one replaces the first.
   *
   * @throws UserError {@code check.reason-missing} when the reason is blank, {@code
   *     check.unknown-finding} when neither a plan of the app nor a pull has found this
   */
  public Allowed allow(String appId, String findingId, String reason, String who) {
    if (!FindingId.isValid(findingId)) {
      throw new UserError(
          "check.unknown-finding",
          "'" + findingId + "' is not the id of a finding.",
          "Copy the id from the plan: F- and ten characters, such as F-3f9a2c81d0.");
    }
    if (reason.isBlank()) {
      throw new UserError(
          "check.reason-missing",
          "Finding " + findingId + " can't be allowed without a reason.",
          "Say why it is harmless: freehold check allow " + findingId + " --reason \"...\"");
    }
    if (!wasFound(appId, findingId)) {
      throw new UserError(
          "check.unknown-finding",
          "No plan of this app has found " + findingId + ".",
          "Copy the id from the app's newest plan: freehold plan");
    }
    var allowed = new Allowed(findingId, reason.strip(), who, clock.instant());
    database.change(
        sql ->
            sql.update(
                """
                insert into allowed_findings (app_id, finding_id, reason, allowed_by, allowed_at)
                values (?, ?, ?, ?, ?)
                on conflict (app_id, finding_id) do update set
                  reason = excluded.reason,
                  allowed_by = excluded.allowed_by,
                  allowed_at = excluded.allowed_at
                """,
                appId,
                findingId,
                allowed.reason(),
                who,
                allowed.at()));
    return allowed;
  }

  /** What checks found is the output of their steps, or is kept with the remote they looked at. */
  private boolean wasFound(String appId, String findingId) {
    return database.read(
        sql ->
            sql.one(
                """
                select exists (
                  select 1 from plans p
                    join steps s on s.run_id = p.id and s.name like 'check%'
                    join json_each(s.output, '$.findings') f
                  where p.app_id = ? and json_extract(f.value, '$.id') = ?)
                or exists (
                  select 1 from remotes r join json_each(r.findings) f
                  where r.app_id = ? and json_extract(f.value, '$.id') = ?) as found\
                """,
                row -> row.flag("found"), appId, findingId, appId, findingId));
  }

  /** The decisions for an app, oldest first. */
  public List<Allowed> list(String appId) {
    return database.read(
        sql ->
            sql.list(
                """
                select finding_id, reason, allowed_by, allowed_at from allowed_findings
                where app_id = ? order by allowed_at, finding_id
                """,
                row ->
                    new Allowed(
                        row.text("finding_id"),
                        row.text("reason"),
                        row.text("allowed_by"),
                        row.time("allowed_at")),
                appId));
  }

  /** The same findings; those that were allowed no longer block and say why. */
  public List<Finding> apply(String appId, List<Finding> findings) {
    Map<String, Allowed> allowed =
        list(appId).stream().collect(Collectors.toMap(Allowed::findingId, Function.identity()));
    return findings.stream()
        .map(
            finding -> {
              Allowed decision = allowed.get(finding.id());
              return decision == null ? finding : passed(finding, decision);
            })
        .toList();
  }

  private static Finding passed(Finding finding, Allowed decision) {
    return new Finding(
        finding.id(),
        Finding.Severity.INFO,
        finding.code(),
        finding.rule(),
        finding.file(),
        finding.line(),
        finding.message() + " Allowed by " + decision.who() + ": " + decision.reason(),
        finding.remedy());
  }
}
