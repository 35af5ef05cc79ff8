import type { Project } from '../../../protocol/messages.ts';

/** Every page of the extension lies in a folder beside the others. */
const APP_PAGE = '../app/index.html';

/** The full page with the history of one app, or of all. */
export function appHref(slug?: string): string {
  return slug === undefined ? `${APP_PAGE}#/` : `${APP_PAGE}#/apps/${encodeURIComponent(slug)}`;
}

/** Where the conflicts of an export with main are settled, for a plan for this environment. */
export function conflictsHref({ app, environment }: { app: string; environment: string }): string {
  return `${appHref(app)}/conflicts/${encodeURIComponent(environment)}`;
}

/** Where the variables of one app are set. */
export function variablesHref(slug: string): string {
  return `${APP_PAGE}#/settings/${encodeURIComponent(slug)}`;
}

/** Where one connected place is looked at, and what others did there is taken over. */
export function placeHref(name: string): string {
  return `${APP_PAGE}#/places/${encodeURIComponent(name)}`;
}

export function settingsHref(): string {
  return `${APP_PAGE}#/settings`;
}

/** The full page shows its own links itself; the popup and the panel open it in a tab. */
export function linkTarget(): '_self' | '_blank' {
  return location.pathname.includes('/app/') ? '_self' : '_blank';
}

/** The panel's address for a project, from the extension's root. */
export function panelPath(project: Project): string {
  return `src/pages/panel/index.html?project=${project.builder}/${encodeURIComponent(project.id)}`;
}

/** The project that a panel is about; null when its address names none. */
export function projectIn(search: string): Project | null {
  const [builder, id] = (new URLSearchParams(search).get('project') ?? '').split('/');
  return (builder === 'lovable' || builder === 'bolt' || builder === 'base44') && id
    ? { builder, id }
    : null;
}
