import type { ResponseFrame, Trouble } from '../../protocol/frames.ts';
import { isFields, isFilledText } from '../../protocol/shape.ts';
import { Failure } from '../failure.ts';

/** What the daemon complains about in this answer; null when it does not. */
export function responseTrouble(response: ResponseFrame): Trouble | null {
  if (response.status < 400) return null;
  const { body } = response;
  if (isFields(body) && isFilledText(body['code']) && isFilledText(body['detail'])) {
    const remedy = isFilledText(body['remedy']) ? body['remedy'] : 'Run: freehold doctor';
    return { code: body['code'], message: body['detail'], remedy };
  }
  return {
    code: 'host.answer-unknown',
    message: `Freehold's daemon answered with status ${response.status} and no reason.`,
    remedy: 'Run: freehold doctor',
  };
}

/**
 * The body of a good answer.
 *
 * @throws Failure with the problem that the answer tells
 */
export function bodyOf(response: ResponseFrame): unknown {
  const trouble = responseTrouble(response);
  if (trouble !== null) throw new Failure(trouble);
  return response.body;
}
