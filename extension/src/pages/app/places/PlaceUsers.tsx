import type { JSX } from 'preact';
import type { PlacedEnvironment } from '../../ui/daemon.ts';
import { text } from '../../ui/strings.ts';
import { hrefOf } from '../route.ts';

/** The environments that run at a place. */
export function PlaceUsers({ users }: { users: readonly PlacedEnvironment[] }): JSX.Element {
  if (users.length === 0) {
    return <p class="soft">{text.where.none}</p>;
  }
  return (
    <ul class="place-users">
      {users.map(({ app, environment, domain }) => (
        <li key={`${app} ${environment}`}>
          <a href={hrefOf({ page: 'app', slug: app })}>
            {text.where.environment(app, environment)}
          </a>
          {domain && <span class="soft"> {domain}</span>}
        </li>
      ))}
    </ul>
  );
}
