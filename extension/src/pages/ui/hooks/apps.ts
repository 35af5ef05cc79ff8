import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Trouble } from '../../../protocol/frames.ts';
import type { Client } from '../client.ts';
import type { App, AppPage, Deployment, DeploymentPage } from '../daemon.ts';
import { newestFirst } from '../model/history.ts';
import { asTrouble } from '../model/problems.ts';
import { useClient, useWorld } from './context.ts';

export interface Overview {
  apps: App[];
  /** The newest of every app, newest first. */
  recent: Deployment[];
}

interface OverviewState {
  value: Overview | null;
  trouble: Trouble | null;
  again: () => void;
}

/** Every app, and what was deployed last in each. */
export function useOverview(deploymentsOfEach: number): OverviewState {
  const client = useClient();
  const { connects } = useWorld();
  const [value, setValue] = useState<Overview | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [asked, setAsked] = useState(0);
  const again = useCallback(() => setAsked((times) => times + 1), []);

  useEffect(() => {
    if (connects === 0) {
      return;
    }
    let wanted = true;
    overview(client, deploymentsOfEach).then(
      (found) => {
        if (wanted) {
          setValue(found);
          setTrouble(null);
        }
      },
      (error: unknown) => wanted && setTrouble(asTrouble(error)),
    );
    return () => {
      wanted = false;
    };
  }, [client, connects, asked, deploymentsOfEach]);

  useDeploymentNews(null, again);
  return { value, trouble, again };
}

async function overview(client: Client, deploymentsOfEach: number): Promise<Overview> {
  const apps: App[] = [];
  let after: string | null = null;
  do {
    const page: AppPage = await client.api<AppPage>(
      'GET',
      after === null ? '/v1/apps?limit=100' : `/v1/apps?limit=100&after=${after}`,
    );
    apps.push(...page.apps);
    after = page.next;
  } while (after !== null);
  const pages = await Promise.all(
    apps.map((app) =>
      client.api<DeploymentPage>(
        'GET',
        `/v1/apps/${encodeURIComponent(app.slug)}/deployments?limit=${deploymentsOfEach}`,
      ),
    ),
  );
  return { apps, recent: newestFirst(pages.flatMap((page) => page.deployments)) };
}

/** Calls when the state of a deployment changed: of one app, or of any. */
export function useDeploymentNews(app: string | null, onNews: () => void): void {
  const client = useClient();
  useEffect(
    () =>
      client.events(app === null ? {} : { app }, (event) => {
        if (event.type === 'deployment.state') {
          onNews();
        }
      }),
    [client, app, onNews],
  );
}
