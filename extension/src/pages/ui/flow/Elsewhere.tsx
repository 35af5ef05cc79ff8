import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { App, Plan } from '../daemon.ts';
import { useFetched } from '../hooks/fetched.ts';
import type { PlanRequest } from '../model/plan.ts';
import { isEnvironmentName } from '../model/slug.ts';
import { Button, Fold } from '../parts/basics.tsx';
import { Field } from '../parts/Field.tsx';
import { text } from '../strings.ts';

interface ElsewhereProps {
  plan: Plan;
  replan: (change: Partial<PlanRequest>) => void;
}

/** The same files to another environment, old or new. */
export function Elsewhere({ plan, replan }: ElsewhereProps): JSX.Element {
  const [environment, setEnvironment] = useState('');
  const app = useFetched<App>(`/v1/apps/${encodeURIComponent(plan.app)}`).value;
  const others = (app?.environments ?? [])
    .map((one) => one.name)
    .filter((name) => name !== plan.environment);
  const fits = isEnvironmentName(environment) && environment !== plan.environment;
  return (
    <Fold title={text.plan.elsewhere}>
      <form
        class="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          replan({ environment });
        }}
      >
        <Field
          label={text.plan.environment}
          value={environment}
          onInput={setEnvironment}
          mono
          choices={others.length > 0 ? others : ['staging']}
          placeholder={others[0] ?? 'staging'}
          wrong={
            environment === '' || isEnvironmentName(environment) ? null : text.name.environmentWrong
          }
        />
        <Button type="submit" disabled={!fits}>
          {text.plan.elsewhereButton}
        </Button>
      </form>
    </Fold>
  );
}
