import type { Trouble } from '../protocol/frames.ts';
import { StoreRefused } from '../store/database.ts';

/** What went wrong, in words for the user; everything else that is thrown is a bug of ours. */
export class Failure extends Error {
  readonly trouble: Trouble & { rung?: string };

  constructor(trouble: Trouble & { rung?: string }) {
    super(trouble.message);
    this.name = 'Failure';
    this.trouble = trouble;
  }
}

export function troubleOf(error: unknown): Trouble & { rung?: string } {
  if (error instanceof Failure) return error.trouble;
  if (error instanceof StoreRefused) {
    return {
      code: 'export.not-stored',
      message: error.message,
      remedy: 'Free disk space for the browser, then press Deploy again.',
    };
  }
  return {
    code: 'extension.bug',
    message: `Freehold's extension failed: ${error instanceof Error ? error.message : String(error)}`,
    remedy: 'Try again. If it happens again, report it with this message.',
  };
}
