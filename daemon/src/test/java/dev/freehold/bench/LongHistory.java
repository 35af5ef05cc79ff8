package dev.freehold.bench;

import dev.freehold.store.Database;

/** A history as it would be after years, written straight into the tables. */
final class LongHistory {
  static final String APP = "app";

  /** Only these have plans and steps of their own, which keeps the file small. */
  private static final int DETAILED = 1_000;

  private static final String NUMBERS =
      "with recursive numbers (n) as"
          + " (select 1 union all select n + 1 from numbers where n < ?) ";

  private LongHistory() {}

  /** Sorted like the ids that Freehold gives. */
  static String id(int number) {
    return "01900000-0000-7000-8000-%012x".formatted(number);
  }

  static void fill(Database database, int count) {
    database.change(
        sql -> {
          sql.update(
              "insert into apps (id, slug, builder, created_at) values ('app', 'app', 'lovable',"
                  + " 1)");
          sql.update("insert into settings values ('set', 'env', 1, x'00', 1)");
          sql.update(
              "insert into environments (id, app_id, name, target, generation, created_at)"
                  + " values ('env', 'app', 'production', 'local', 1, 1)");
          sql.update("insert into artifacts values ('art', 60, 1500000, 1)");
          sql.update(
              NUMBERS
                  + "insert into releases (id, app_id, number, commit_id, artifact_id,"
                  + " adaptations, build_key, created_at) select printf('%064x', n), 'app', n,"
                  + " printf('%040x', n), 'art', '[]', 'key', n from numbers",
              50);
          sql.update(
              NUMBERS
                  + "insert into plans (id, app_id, environment_id, kind, state, request, body,"
                  + " hash, created_at, finished_at) select printf('plan-%d', n), 'app', 'env',"
                  + " 'deploy', 'carried-out', '{}', '{}', printf('hash-%d', n), n, n from numbers",
              DETAILED);
          sql.update(
              NUMBERS
                  + "insert into deployments (id, app_id, environment_id, plan_id, request_id,"
                  + " kind, state, release_id, settings_id, previous_release_id, generation,"
                  + " watch_seconds, url, uploaded_files, uploaded_bytes, reason, who, started_at,"
                  + " finished_at) select printf('01900000-0000-7000-8000-%012x', n), 'app',"
                  + " 'env', printf('plan-%d', 1 + n % 1000), printf('request-%d', n), 'deploy',"
                  + " 'succeeded', printf('%064x', 1 + n % 50), 'set',"
                  + " printf('%064x', 1 + (n + 49) % 50), n, 10, 'http://app.localhost:4080/', 3,"
                  + " 41000, 'A new page for the guests', 'owner', n * 1000, n * 1000 + 900"
                  + " from numbers",
              count);
          sql.update(
              "insert into steps select p.id, o.n, 'check-' || o.n, 'done', 1, 1000, 1040,"
                  + " '{\"findings\":[]}', null from plans p, "
                  + "(select 0 as n union select 1 union select 2 union select 3 union select 4"
                  + " union select 5 union select 6 union select 7) o");
          sql.update(
              "insert into steps select d.id, o.n, 'step-' || o.n, 'done', 1, 1000, 1040, '{}',"
                  + " null from deployments d, "
                  + "(select 0 as n union select 1 union select 2 union select 3 union select 4"
                  + " union select 5 union select 6) o where d.id > ?",
              id(count - DETAILED));
        });
  }
}
