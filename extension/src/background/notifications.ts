import { isFields, isFilledText } from '../protocol/shape.ts';

const PREFIX = 'deployment:';

/** Tells that a deployment came to its end, once for each deployment. */
export async function notifyEnd(app: string, deployment: unknown): Promise<void> {
  const shown = isFields(deployment) ? deployment : {};
  const { title, message } = words(app, shown);
  await chrome.notifications.create(`${PREFIX}${app}:${String(shown['deployment'])}`, {
    type: 'basic',
    iconUrl: chrome.runtime.getURL('icons/128.png'),
    title,
    message,
  });
}

/** The app whose notification this is; null when it is none of ours. */
export function appOfNotification(id: string): string | null {
  return id.startsWith(PREFIX) ? (id.slice(PREFIX.length).split(':', 1)[0] ?? null) : null;
}

function words(app: string, shown: Record<string, unknown>): { title: string; message: string } {
  const release = isFilledText(shown['release']) ? ` ${shown['release']}` : '';
  const address = isFilledText(shown['url']) ? shown['url'] : '';
  const error = isFields(shown['error']) ? shown['error'] : {};
  const why = isFilledText(error['message']) ? error['message'] : 'Open it to see why.';
  switch (shown['state']) {
    case 'succeeded':
      return { title: `${app}${release} is live`, message: address || 'Open it to see it.' };
    case 'cancelled':
      return { title: `${app} was not deployed`, message: 'The deployment was cancelled.' };
    case 'stale':
      return {
        title: `${app} was not deployed`,
        message: 'Something changed since the plan was approved. Look at a new plan.',
      };
    case 'switched-back':
      return { title: `${app} went back to the release before`, message: why };
    case 'needs-attention':
      return { title: `${app} needs you`, message: why };
    case 'conflict':
      return { title: `${app}: somebody else switched it`, message: why };
    case 'failed':
      if (error['code'] === 'watch.left-live') {
        return { title: `${app}${release} is live but not healthy`, message: why };
      }
      return { title: `${app} was not deployed`, message: why };
    default:
      return { title: `${app}: the deployment ended`, message: 'Open it to see how.' };
  }
}
