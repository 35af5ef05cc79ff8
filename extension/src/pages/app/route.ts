/** What the full page shows, by the part of its address after `#`. */
export type Route =
  | { page: 'apps' }
  | { page: 'app'; slug: string }
  | { page: 'compare'; slug: string; from: string; to: string }
  | { page: 'settings' }
  | { page: 'variables'; slug: string };

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
    return third === 'compare' && from !== undefined && to !== undefined
      ? { page: 'compare', slug: second, from, to }
      : { page: 'app', slug: second };
  }
  return { page: 'apps' };
}

export function hrefOf(route: Route): string {
  switch (route.page) {
    case 'apps':
      return '#/';
    case 'app':
      return `#/apps/${encodeURIComponent(route.slug)}`;
    case 'compare':
      return `#/apps/${[route.slug, 'compare', route.from, route.to].map(encodeURIComponent).join('/')}`;
    case 'settings':
      return '#/settings';
    case 'variables':
      return `#/settings/${encodeURIComponent(route.slug)}`;
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
