import type { JSX } from 'preact';
import type { App } from '../daemon.ts';
import { appHref, linkTarget } from '../model/links.ts';
import { text } from '../strings.ts';
import { Icon } from './Icon.tsx';

/** A word that an app is not in step, and the way to what is not; nothing while it is. */
export function DriftNote({ app: { slug, drift } }: { app: App }): JSX.Element | null {
  return drift === undefined || drift.inStep ? null : (
    <p class="live-note warn">
      <Icon name="warn" />
      <a href={appHref(slug)} target={linkTarget()}>
        {text.drift.note(drift.behind)}
      </a>
    </p>
  );
}
