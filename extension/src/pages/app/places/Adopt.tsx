import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Adoption } from '../../ui/daemon.ts';
import { useAction } from '../../ui/hooks/action.ts';
import { useClient } from '../../ui/hooks/context.ts';
import { variablesHref } from '../../ui/model/links.ts';
import { Arrived, PlaceTrouble } from '../../ui/parts/Arrived.tsx';
import { Button, Section, Waiting } from '../../ui/parts/basics.tsx';
import { Notice } from '../../ui/parts/Notice.tsx';
import { text } from '../../ui/strings.ts';
import { hrefOf } from '../route.ts';

interface AdoptProps {
  name: string;
  adopted: () => void;
}

/** Takes over here what other machines deployed to a place. */
export function Adopt({ name, adopted }: AdoptProps): JSX.Element {
  const client = useClient();
  const [adoption, setAdoption] = useState<Adoption | null>(null);
  const adopt = useAction(async () => {
    setAdoption(null);
    const path = `/v1/targets/${encodeURIComponent(name)}/adoptions`;
    setAdoption(await client.api<Adoption>('POST', path, {}));
    adopted();
  });
  return (
    <Section title={text.where.others}>
      <p class="soft">{text.where.othersHint}</p>
      <div class="actions">
        <Button onClick={adopt.run} disabled={adopt.busy}>
          {text.where.adopt}
        </Button>
      </div>
      {adopt.busy && <Waiting what={text.where.adopting} />}
      {adopt.trouble && <PlaceTrouble trouble={adopt.trouble} />}
      {adoption && (
        <Arrived>
          <TakenOver adoption={adoption} />
        </Arrived>
      )}
    </Section>
  );
}

function TakenOver({ adoption: { adopted, unknown } }: { adoption: Adoption }): JSX.Element {
  if (adopted.length + unknown.length === 0) {
    return (
      <Notice tone="info">
        <p>{text.where.adoptedNone}</p>
      </Notice>
    );
  }
  return (
    <ul class="taken-over">
      {adopted.map(({ app, environment, release, generation, missingVariables }) => (
        <li key={`${app} ${environment}`}>
          <Notice tone={missingVariables.length === 0 ? 'good' : 'warn'}>
            <p>
              <a href={hrefOf({ page: 'app', slug: app })}>
                {text.where.environment(app, environment)}
              </a>
              : {text.where.adopted(release ?? text.where.adoptedForeign, generation)}
            </p>
            {missingVariables.length > 0 && (
              <p>
                {text.where.adoptedMissing}{' '}
                <a href={variablesHref(app)}>{text.variablesOfApp(app)}</a>{' '}
                {text.where.adoptedSet(missingVariables.join(', '))}
              </p>
            )}
          </Notice>
        </li>
      ))}
      {unknown.map(({ app, environment }) => (
        <li key={`${app} ${environment}`}>
          <Notice tone="warn">
            <p>
              <strong>{text.where.environment(app, environment)}</strong>{' '}
              {text.where.adoptedUnknown}
            </p>
          </Notice>
        </li>
      ))}
    </ul>
  );
}
