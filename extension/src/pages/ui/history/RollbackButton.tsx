import type { JSX } from 'preact';
import type { Deployment, Environment } from '../daemon.ts';
import { rollbackFrom } from '../model/history.ts';
import type { PlanRequest } from '../model/plan.ts';
import { Button } from '../parts/basics.tsx';
import { text } from '../strings.ts';

interface RollbackButtonProps {
  deployment: Deployment;
  environment: Environment | null;
  live: boolean;
  change: (app: string, request: PlanRequest) => void;
}

/** From what is live to what was before it, or to an older release; nothing where neither can be. */
export function RollbackButton(props: RollbackButtonProps): JSX.Element | null {
  const { deployment, environment, live, change } = props;
  const request = rollbackFrom(deployment, environment, live);
  return (
    request && (
      <Button
        icon="back"
        look={live ? 'plain' : 'quiet'}
        label={
          live
            ? text.popup.rollBackOf(deployment.app, deployment.release)
            : text.apps.bringBack(deployment.release)
        }
        onClick={() => change(deployment.app, request)}
      >
        {live ? text.rollBack : text.apps.bringBackShort(deployment.release)}
      </Button>
    )
  );
}
