import type { ResponseFrame, Trouble } from '../../protocol/frames.ts';
import { isTrouble } from '../../protocol/fromHost.ts';
import { isCount, isFields, isFilledText, isOneOf } from '../../protocol/shape.ts';
import { Failure } from '../failure.ts';
import { bodyOf } from '../host/problem.ts';

/** What this extension reads of an export in the daemon. */
export interface DaemonExport {
  id: string;
  state: 'receiving' | 'complete';
  received: number;
  receipt: { files: number; bytes: number } | null;
}

/**
 * @throws Failure when the daemon tells a problem, or that it refused the export
 */
export function exportIn(response: ResponseFrame): DaemonExport {
  const body = bodyOf(response);
  if (!isFields(body) || !isFilledText(body['id']) || !isCount(body['received'])) {
    throw new Failure(notUnderstood);
  }
  if (isTrouble(body['rejection'])) throw new Failure(body['rejection']);
  const { id, received, state } = body;
  if (!isOneOf(state, ['receiving', 'complete'])) throw new Failure(notUnderstood);
  return { id, received, state, receipt: receiptIn(body['receipt']) };
}

function receiptIn(value: unknown): DaemonExport['receipt'] {
  return isFields(value) && isCount(value['files']) && isCount(value['bytes'])
    ? { files: value['files'], bytes: value['bytes'] }
    : null;
}

const notUnderstood: Trouble = {
  code: 'host.answer-unknown',
  message: 'Freehold’s daemon answered about an export in a way that this extension does not know.',
  remedy: 'Update the older of the two: the extension or Freehold.',
};
