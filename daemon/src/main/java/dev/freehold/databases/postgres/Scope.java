package dev.freehold.databases.postgres;

/** Which schemas and things are the app's: not the server's, an extension's or Supabase's. */
final class Scope {
  /** Joins a catalog's schema, {@code n}. */
  static final String SCHEMAS =
      """
      n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
        AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_namespace'::regclass
          AND e.objid = n.oid AND e.deptype = 'e')
        AND NOT (EXISTS (SELECT FROM pg_roles WHERE rolname = 'supabase_admin')
          AND (pg_get_userbyid(n.nspowner) LIKE 'supabase\\_%'
            OR n.nspname IN ('auth', 'storage', 'realtime', '_realtime', 'extensions', 'vault',
              'graphql', 'graphql_public', 'supabase_functions', 'supabase_migrations', 'net', 'cron',
              'pgbouncer', 'pgsodium', 'pgsodium_masks', 'pgmq', 'pgtle', '_analytics', '_supavisor')))
      """;

  private Scope() {}

  /** Whether something of a catalog belongs to no extension. */
  static String isNoExtensions(String catalog, String oid) {
    return "NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '%s'::regclass AND e.objid = %s AND e.deptype = 'e')"
        .formatted(catalog, oid);
  }
}
