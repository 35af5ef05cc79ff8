import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Job } from '../../protocol/messages.ts';
import type { AppPage } from '../ui/daemon.ts';
import { useFetched } from '../ui/hooks/fetched.ts';
import { bytes, count } from '../ui/model/amounts.ts';
import { isAppName, isEnvironmentName, suggestedSlug } from '../ui/model/slug.ts';
import { Button, ViewHeading } from '../ui/parts/basics.tsx';
import { Field } from '../ui/parts/Field.tsx';
import { Notice } from '../ui/parts/Notice.tsx';
import { text } from '../ui/strings.ts';

export interface Named {
  app: string;
  environment: string;
}

interface NameAppProps {
  job: Job;
  named: (named: Named) => void;
  leave: () => void;
}

/** Asked once for a project: what the app is called, where it goes, and that it may be built here. */
export function NameApp({ job, named, leave }: NameAppProps): JSX.Element {
  const apps = useFetched<AppPage>('/v1/apps?limit=100').value?.apps ?? [];
  const [app, setApp] = useState(() => suggestedSlug(job.title));
  const [environment, setEnvironment] = useState('production');
  const existing = apps.find((one) => one.slug === app);
  const fits = isAppName(app) && isEnvironmentName(environment);
  return (
    <div class="view">
      <ViewHeading>{text.name.title}</ViewHeading>
      <p class="lead">
        {job.receipt
          ? text.name.received(
              count(job.receipt.files, 'file'),
              bytes(job.receipt.bytes),
              job.brought ? text.panel.brought(job.brought.done, job.brought.total) : null,
            )
          : text.name.receivedAll}
      </p>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (fits) {
            named({ app, environment });
          }
        }}
      >
        <Field
          label={text.name.app}
          value={app}
          onInput={setApp}
          mono
          hint={existing ? text.name.exists(app) : text.name.appHint}
          wrong={app !== '' && !isAppName(app) ? text.name.appWrong : null}
        />
        <Field
          label={text.plan.environment}
          value={environment}
          onInput={setEnvironment}
          mono
          choices={existing?.environments.map((one) => one.name) ?? ['production', 'staging']}
          hint={text.name.environmentHint}
          wrong={isEnvironmentName(environment) ? null : text.name.environmentWrong}
        />
        <Notice tone="info">
          <p>{text.consent.build}</p>
          <p class="soft">{text.consent.buildHint}</p>
        </Notice>
        <div class="actions">
          <Button look="primary" type="submit" disabled={!fits}>
            {text.name.agree}
          </Button>
          <Button onClick={leave}>{text.notNow}</Button>
        </div>
      </form>
    </div>
  );
}
