/** Most ids begin with `sb1-`, and those of imported repositories with `github-`. */
const PROJECT = /^\/~\/([a-z0-9][a-z0-9_-]{2,63})(?:\/|$)/i;

export function isBolt(url: URL): boolean {
  return url.protocol === 'https:' && url.hostname === 'bolt.new';
}

export function boltProject(url: URL): string | null {
  return PROJECT.exec(url.pathname)?.[1] ?? null;
}
