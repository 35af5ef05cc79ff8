import { ExportFailure } from './adapter.ts';

const INSTEAD = 'Or choose "Use a downloaded zip" or "Use the git repository" instead.';

/** A failure whose remedy also offers the ways that every builder has. */
export function failure(
  rung: string,
  code: string,
  message: string,
  remedy: string,
): ExportFailure {
  return new ExportFailure(rung, code, message, `${remedy} ${INSTEAD}`);
}

/** What stops an export that nobody waits for any more. */
export function cancelled(): DOMException {
  return new DOMException('The export was cancelled.', 'AbortError');
}
