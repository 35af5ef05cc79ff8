import { PROTOCOL, type Trouble } from '../../protocol/frames.ts';
import type { Connection } from '../../protocol/messages.ts';

/** Why there is no way to the daemon. */
export type Down = Extract<Connection, { trouble: Trouble }>;

const INSTALL = 'Run: freehold browser install';
const DOCTOR = 'Run: freehold doctor';

/** What Chrome says in `runtime.lastError` when the host's port closes, in words that help. */
export function downFrom(lastError: string | undefined): Down {
  const said = lastError ?? 'the port was closed';
  if (said.includes('host not found')) {
    return noHost('host.not-installed', 'This browser does not know Freehold’s native host.');
  }
  if (said.includes('is forbidden')) {
    return noHost('host.forbidden', 'Freehold’s native host is not installed for this extension.');
  }
  if (said.includes('Failed to start')) {
    return offline('host.start-failed', 'Freehold’s native host could not be started.', INSTALL);
  }
  if (said.includes('has exited')) {
    return offline('host.exited', 'Freehold’s native host ended.', DOCTOR);
  }
  return offline(
    'host.port-lost',
    `The connection to Freehold’s native host broke: ${said}`,
    DOCTOR,
  );
}

export function mismatch(protocol: number): Down {
  return {
    state: 'mismatch',
    trouble: {
      code: 'host.protocol-mismatch',
      ...(protocol < PROTOCOL.min
        ? {
            message: `Freehold on this computer is older than this extension: it speaks protocol ${protocol}, and the extension ${spoken()}.`,
            remedy: "Update Freehold with 'git pull', then run: freehold browser install",
          }
        : {
            message: `This extension is older than Freehold on this computer: it speaks protocol ${spoken()}, and Freehold ${protocol}.`,
            remedy: "Run 'freehold browser install'. Then press Update in chrome://extensions.",
          }),
    },
  };
}

function spoken(): string {
  const { min, max }: { min: number; max: number } = PROTOCOL;
  return min === max ? String(min) : `${min} to ${max}`;
}

export const badFrame: Trouble = {
  code: 'host.bad-frame',
  message: 'Freehold’s native host sent something that this extension does not understand.',
  remedy: DOCTOR,
};

export const noAnswer = offline(
  'host.no-answer',
  'Freehold’s native host was started and says nothing.',
  DOCTOR,
);

export const connectionLost: Trouble = {
  code: 'host.connection-lost',
  message:
    'The connection to Freehold broke before it answered, so it may or may not have done what was asked.',
  remedy: 'Look at what is shown now, and ask again if it was not done.',
};

export const requestTooLarge: Trouble = {
  code: 'host.request-too-large',
  message: 'This request is larger than the 1 MiB that travels at once.',
  remedy: 'Send less at once.',
};

export function offlineBecause(trouble: Trouble): Down {
  return trouble.code === 'host.protocol-mismatch'
    ? { state: 'mismatch', trouble }
    : { state: 'offline', trouble };
}

/** Whether the host could not reach the daemon; else this one request was not to its liking. */
export function isOfTheDaemon({ code }: Trouble): boolean {
  return (
    !code.startsWith('host.') || /^host\.(busy|connection-lost|daemon-not-started)$/.test(code)
  );
}

function noHost(code: string, message: string): Down {
  return { state: 'no-host', trouble: { code, message, remedy: INSTALL } };
}

function offline(code: string, message: string, remedy: string): Down {
  return { state: 'offline', trouble: { code, message, remedy } };
}
