import type { JSX } from 'preact';
import type { Target } from '../../ui/daemon.ts';
import { ViewHeading } from '../../ui/parts/basics.tsx';
import { text } from '../../ui/strings.ts';
import { hrefOf } from '../route.ts';

/** A place that was just connected, and what can be done with it. */
export function Connected({ target }: { target: Target }): JSX.Element {
  return (
    <div class="form">
      <ViewHeading key="done" tone="good">
        {text.where.connected(target.name)}
      </ViewHeading>
      <p class="lead mono">{target.address}</p>
      {target.environments.length === 0 && <p>{text.where.connectedHint}</p>}
      <div class="actions">
        {target.environments.length === 0 && (
          <a class="button primary" href={hrefOf({ page: 'apps' })}>
            {text.where.openApps}
          </a>
        )}
        <a class="button plain" href={hrefOf({ page: 'place', name: target.name })}>
          {text.where.show(target.name)}
        </a>
      </div>
    </div>
  );
}
