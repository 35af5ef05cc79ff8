import { failure } from '../failure.ts';

const RUNG = 'eject';

/**
 * What Base44's answer means for the person. A refusal is the end: the project may be read on a
 * paid plan only, and that is for Base44 to decide (builders.md 9).
 */
export function refusal(status: number): Error {
  switch (status) {
    case 401:
      return signedOut('Base44 did not accept the session of this tab (401).');
    case 402:
    case 403:
    case 412:
      return failure(
        RUNG,
        'export.refused-by-plan',
        `Base44 does not let this account or its plan export the app (${status}).`,
        "Look at what the app's plan allows, or ask the owner of the app to deploy it.",
      );
    case 404:
      return failure(
        RUNG,
        'export.project-not-found',
        'Base44 does not know this app, or this account may not see it (404).',
        'Open the app with the account that owns it and press Deploy again.',
      );
    case 409:
    case 423:
      return failure(
        RUNG,
        'export.builder-busy',
        `Base44 is working on the app at the moment (${status}).`,
        'Wait until it has finished and press Deploy again.',
      );
    default:
      return failure(
        RUNG,
        'export.unexpected-answer',
        `Base44 answered the request for the app's files with status ${status}.`,
        'Reload the Base44 tab and press Deploy again.',
      );
  }
}

export function signedOut(message: string): Error {
  return failure(
    'session',
    'export.signed-out',
    message,
    'Reload the Base44 tab, sign in if it asks, and press Deploy again.',
  );
}

/** An archive of nothing is nothing but zeros. */
export function noArchive(start: Uint8Array): Error {
  return start.every((byte) => byte === 0)
    ? failure(
        RUNG,
        'export.empty',
        'Base44 answered with an archive without files, which would delete everything.',
        'Check that the app has code and press Deploy again.',
      )
    : failure(
        RUNG,
        'export.unexpected-answer',
        "Base44 answered with something that is no archive of the app's files.",
        'Look for a newer version of Freehold: Base44 has changed how it exports.',
      );
}

export function tooLarge(limit: number): Error {
  return failure(
    RUNG,
    'export.too-large',
    `The app's archive has more than ${limit} bytes, which a tab does not hand over.`,
    'Take what is large out of the app.',
  );
}

export function interrupted(): Error {
  return failure(
    RUNG,
    'export.interrupted',
    'The connection to Base44 broke in the middle of the archive.',
    'Press Deploy again.',
  );
}
