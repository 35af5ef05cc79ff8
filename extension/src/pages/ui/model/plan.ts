import type { Builder } from '../../../protocol/messages.ts';
import type { Check, Plan, PlanKind } from '../daemon.ts';

export type Consent =
  'build' | 'unsandboxed' | `network:${string}` | `proxy:${string}` | `scripts:${string}`;

/** The body of `POST /v1/apps/{app}/plans`. */
export interface PlanRequest {
  kind: PlanKind;
  environment: string;
  exportId?: string;
  project?: { builder: Builder; id: string };
  release?: string;
  from?: string;
  allowShrink?: boolean;
  /** Let this project take the place of another one of the same builder. */
  rebind?: boolean;
  consents?: Consent[];
}

/** The name of the variable that has no value; null when the check is about something else. */
export function missingVariable(check: Check): string | null {
  return check.code === 'check.variable-missing' || check.code === 'check.placeholder'
    ? (/^[A-Za-z_][A-Za-z0-9_]*/.exec(check.message)?.[0] ?? null)
    : null;
}

export function environmentPath(at: { app: string; environment: string }): string {
  const app = encodeURIComponent(at.app);
  return `/v1/apps/${app}/environments/${encodeURIComponent(at.environment)}`;
}

/**
 * The request id under which this plan is approved, however often and from however many loads of
 * a page: the daemon answers the same id with the same deployment.
 */
export function requestIdFor(plan: Plan, kept: Pick<Storage, 'getItem' | 'setItem'>): string {
  const key = `approval ${plan.id} ${plan.nonce ?? ''}`;
  const known = kept.getItem(key);
  if (known !== null) {
    return known;
  }
  const made = crypto.randomUUID();
  kept.setItem(key, made);
  return made;
}
