/** The daemon's rules for names (app/Slugs.java); it has the last word. */
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST = 40;
const RESERVED = new Set(['www', 'localhost', 'api', 'freehold']);

export function isEnvironmentName(name: string): boolean {
  return name.length <= LONGEST && SLUG.test(name);
}

export function isAppName(name: string): boolean {
  return isEnvironmentName(name) && !RESERVED.has(name);
}

/** What builders put around a project's name in the title of its tab. */
const AROUND =
  /\s*(?:[|·–—-]\s*)?(?:Lovable|Bolt(?:\.new)?|Base44|StackBlitz)\s*$|^\s*(?:Lovable|Bolt(?:\.new)?|Base44)\s*[|·–—-]\s*/gi;

/** The project's own name in the title of its tab. */
export function projectName(title: string): string {
  return title.replace(AROUND, '').trim() || title;
}

/** A name for an app from its tab's title; empty when the title has none. */
export function suggestedSlug(title: string): string {
  const slug = projectName(title)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-|-$/g, '');
  return RESERVED.has(slug) ? `${slug}-app` : slug;
}
