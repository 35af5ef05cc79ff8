import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { App, Environment } from '../ui/daemon.ts';
import type { PlanRequest } from '../ui/model/plan.ts';
import { isEnvironmentName } from '../ui/model/slug.ts';
import { Address, Button, Section, ViewHeading } from '../ui/parts/basics.tsx';
import { Dialog } from '../ui/parts/Dialog.tsx';
import { Field } from '../ui/parts/Field.tsx';
import { WhatIsLive } from '../ui/parts/WhatIsLive.tsx';
import { text } from '../ui/strings.ts';

interface EnvironmentsProps {
  app: App;
  change: (request: PlanRequest) => void;
}

/** Where the app runs, and what can go on from there. */
export function Environments({ app, change }: EnvironmentsProps): JSX.Element {
  const [promoting, setPromoting] = useState<Environment | null>(null);
  return (
    <Section title={text.apps.environments}>
      <ul class="places">
        {app.environments.map((environment) => (
          <li key={environment.name}>
            <div class="place-main">
              <p>
                <strong>{environment.name}</strong>
                <WhatIsLive environment={environment} />
              </p>
              <p class="soft">{text.settings.targetName(environment.target)}</p>
              {environment.url !== null && <Address url={environment.url} />}
            </div>
            {environment.release !== null && (
              <Button
                label={text.apps.promoteFrom(environment.name)}
                icon="up"
                onClick={() => setPromoting(environment)}
              >
                {text.apps.promote}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {promoting && (
        <PromoteDialog
          app={app}
          from={promoting}
          close={() => setPromoting(null)}
          promote={(request) => {
            setPromoting(null);
            change(request);
          }}
        />
      )}
    </Section>
  );
}

interface PromoteDialogProps {
  app: App;
  from: Environment;
  close: () => void;
  promote: (request: PlanRequest) => void;
}

function PromoteDialog({ app, from, close, promote }: PromoteDialogProps): JSX.Element {
  const others = app.environments.map((one) => one.name).filter((name) => name !== from.name);
  const [to, setTo] = useState(others[0] ?? '');
  const fits = isEnvironmentName(to) && to !== from.name;
  return (
    <Dialog label={text.apps.promoteFrom(from.name)} close={close}>
      <form
        class="view form"
        onSubmit={(event) => {
          event.preventDefault();
          promote({ kind: 'promote', from: from.name, environment: to });
        }}
      >
        <ViewHeading level={2}>{text.apps.promoteFrom(from.name)}</ViewHeading>
        <p class="lead">{text.apps.promoteHint}</p>
        <Field
          label={text.apps.promoteTo}
          value={to}
          onInput={setTo}
          mono
          choices={others}
          placeholder="production"
          wrong={to === '' || isEnvironmentName(to) ? null : text.name.environmentWrong}
        />
        <div class="actions">
          <Button look="primary" type="submit" disabled={!fits}>
            {text.apps.promotePlan}
          </Button>
          <Button onClick={close}>{text.notNow}</Button>
        </div>
      </form>
    </Dialog>
  );
}
