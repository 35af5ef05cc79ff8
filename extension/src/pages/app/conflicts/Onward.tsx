import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Change } from '../../ui/flow/Change.tsx';
import { Button } from '../../ui/parts/basics.tsx';
import { Dialog } from '../../ui/parts/Dialog.tsx';
import { text } from '../../ui/strings.ts';
import { hrefOf } from '../route.ts';

/** Where a deployment goes when nobody says where. */
const USUAL = 'production';

interface OnwardProps {
  slug: string;
  environment: string | null;
  /** Whether what is on main is what is to be deployed. */
  plan: boolean;
}

/** What comes after the conflicts: the plan for what is on main now, or the page of the app. */
export function Onward({ slug, environment, plan }: OnwardProps): JSX.Element {
  const [planning, setPlanning] = useState(false);
  const app = hrefOf({ page: 'app', slug });
  return (
    <>
      <div class="actions">
        {plan && (
          <Button look="primary" onClick={() => setPlanning(true)}>
            {environment === null
              ? text.conflicts.plan(USUAL)
              : text.conflicts.planAgain(environment)}
          </Button>
        )}
        <a class={`button ${plan ? 'plain' : 'primary'}`} href={app}>
          {text.conflicts.openApp(slug)}
        </a>
      </div>
      {planning && (
        <Dialog label={text.plan.title.deploy(slug)} close={() => setPlanning(false)}>
          <Change
            app={slug}
            request={{ kind: 'deploy', environment: environment ?? USUAL }}
            level={2}
            close={() => {
              location.hash = app;
            }}
          />
        </Dialog>
      )}
    </>
  );
}
