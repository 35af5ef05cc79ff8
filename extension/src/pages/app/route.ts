/** What the full page shows, by the part of its address after `#`. */
export type Route =
  | { page: 'apps' }
  | { page: 'app'; slug: string }
  | { page: 'compare'; slug: string; from: string; to: string }
  /** Of the builder's export with main; the environment is the one that a plan was made for. */
  | { page: 'conflicts'; slug: string; environment: string | null }
  | { page: 'settings' }
  | { page: 'variables'; slug: string }
  | { page: 'places' }
  | { page: 'place'; name: string }
  /** Of a connected place: sets it up again. */
  | { page: 'connect'; name: string | null };

export function routeOf(hash: string): Route {
  const parts = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .filter(Boolean)
    .map(decoded);
  const [first, second, third, from, to] = parts;
  if (first === 'settings') {
    return second === undefined ? { page: 'settings' } : { page: 'variables', slug: second };
  }
  if (first === 'apps' && second !== undefined) {
    if (third === 'conflicts') {
      return { page: 'conflicts', slug: second, environment: from ?? null };
    }
    return third === 'compare' && from !== undefined && to !== undefined
      ? { page: 'compare', slug: second, from, to }
      : { page: 'app', slug: second };
  }
  if (first === 'places') {
    return second === undefined ? { page: 'places' } : { page: 'place', name: second };
  }
  return first === 'connect' ? { page: 'connect', name: second ?? null } : { page: 'apps' };
}

export function hrefOf(route: Route): string {
  switch (route.page) {
    case 'apps':
      return '#/';
    case 'app':
      return `#/apps/${encodeURIComponent(route.slug)}`;
    case 'compare':
      return `#/apps/${[route.slug, 'compare', route.from, route.to].map(encodeURIComponent).join('/')}`;
    case 'conflicts':
      return `#/apps/${[route.slug, 'conflicts', ...(route.environment === null ? [] : [route.environment])].map(encodeURIComponent).join('/')}`;
    case 'settings':
      return '#/settings';
    case 'variables':
      return `#/settings/${encodeURIComponent(route.slug)}`;
    case 'places':
      return '#/places';
    case 'place':
      return `#/places/${encodeURIComponent(route.name)}`;
    case 'connect':
      return route.name === null ? '#/connect' : `#/connect/${encodeURIComponent(route.name)}`;
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
