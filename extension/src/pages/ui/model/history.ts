import type { App, Deployment, Environment } from '../daemon.ts';
import type { PlanRequest } from './plan.ts';

export function newestFirst(deployments: readonly Deployment[]): Deployment[] {
  return [...deployments].sort((a, b) => b.startedAt.localeCompare(a.startedAt));
}

/** Why it was deployed: what the person said, else what the commit says. */
export function messageOf(deployment: Deployment): string {
  return deployment.reason || deployment.commitMessage?.split('\n')[0] || '';
}

export function environmentOf(apps: readonly App[], deployment: Deployment): Environment | null {
  return (
    apps
      .find((app) => app.slug === deployment.app)
      ?.environments.find((environment) => environment.name === deployment.environment) ?? null
  );
}

const LIVE_ALL_THE_SAME = ['watch.left-live', 'watch.line-lost'];

/** Whether it left its release live, also where its watch did not end well. */
export function leftItsReleaseLive({ state, error }: Deployment): boolean {
  return state === 'succeeded' || LIVE_ALL_THE_SAME.includes(error?.code ?? '');
}

/** The deployments that put there what is live now: at most one of each environment. */
export function liveOnes(
  newestFirst: readonly Deployment[],
  apps: readonly App[],
): ReadonlySet<string> {
  const live = new Map<string, string>();
  for (const deployment of newestFirst) {
    const place = `${deployment.app} ${deployment.environment}`;
    const environment = environmentOf(apps, deployment);
    if (
      !live.has(place) &&
      leftItsReleaseLive(deployment) &&
      environment?.release === deployment.release &&
      !environment.switchedElsewhere
    ) {
      live.set(place, deployment.deployment);
    }
  }
  return new Set(live.values());
}

/**
 * What rolling back from this row of the history means: the one that is live goes back to the one
 * before, an older one comes back itself. Null where neither can be, as while what another machine
 * made live is not taken over.
 */
export function rollbackFrom(
  deployment: Deployment,
  environment: Environment | null,
  live: boolean,
): PlanRequest | null {
  if (
    !environment ||
    environment.switchedElsewhere ||
    !(live || deployment.state === 'succeeded')
  ) {
    return null;
  }
  const back: PlanRequest = { kind: 'rollback', environment: deployment.environment };
  if (live) {
    return deployment.previousRelease === null ? null : back;
  }
  return deployment.release === environment.release
    ? null
    : { ...back, release: deployment.release };
}
