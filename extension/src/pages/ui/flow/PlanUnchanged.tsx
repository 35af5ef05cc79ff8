import type { JSX } from 'preact';
import type { Deployment, Plan } from '../daemon.ts';
import { useFetched } from '../hooks/fetched.ts';
import { Address, Button, OpenLink, ViewHeading } from '../parts/basics.tsx';
import { text } from '../strings.ts';
import type { PlanViewProps } from './PlanView.tsx';

interface PlanUnchangedProps extends PlanViewProps {
  plan: Plan;
}

/** Exactly this is live already. */
export function PlanUnchanged({ plan, level, close, about }: PlanUnchangedProps): JSX.Element {
  const live = useFetched<Deployment>(
    plan.deployment === null ? null : `/v1/deployments/${encodeURIComponent(plan.deployment)}`,
  ).value;
  const release = live?.release ?? plan.changes?.release ?? '';
  const url = live?.url ?? plan.changes?.addresses[0] ?? null;
  return (
    <div class="view">
      <ViewHeading level={level} tone="good">
        {text.plan.unchanged}
      </ViewHeading>
      <p class="lead">{text.plan.unchangedHint(release, plan.environment)}</p>
      {url !== null && <Address url={url} />}
      {about}
      <div class="actions">
        {url !== null && <OpenLink app={plan.app} url={url} />}
        <Button look={url === null ? 'primary' : 'quiet'} onClick={close}>
          {text.done}
        </Button>
      </div>
    </div>
  );
}
