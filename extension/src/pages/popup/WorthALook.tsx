import type { JSX } from 'preact';
import type { App } from '../ui/daemon.ts';
import { appHref } from '../ui/model/links.ts';
import { notesOf } from '../ui/model/live.ts';
import { Section } from '../ui/parts/basics.tsx';
import { LiveNotes } from '../ui/parts/LiveNotes.tsx';
import { text } from '../ui/strings.ts';

/** What is live and not as this computer left it, of all apps; nothing while all is well. */
export function WorthALook({ apps }: { apps: readonly App[] }): JSX.Element | null {
  const found = apps.flatMap(({ slug, environments }) =>
    environments
      .filter((environment) => notesOf(environment).length > 0)
      .map((environment) => ({ slug, environment })),
  );
  return found.length === 0 ? null : (
    <Section title={text.live.needsALook}>
      <ul class="choices">
        {found.map(({ slug, environment }) => (
          <li key={`${slug} ${environment.name}`}>
            <span class="choice-words">
              <span>
                <a class="row-app" href={appHref(slug)} target="_blank">
                  {slug}
                </a>{' '}
                <span class="soft">{environment.name}</span>
              </span>
              <LiveNotes environment={environment} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
