import type { FromContent } from './messages.ts';
import { hasFields, isOneOf } from './shape.ts';

/**
 * The message, or null. A content script may be in the hands of the page: one field, of two values,
 * is all that is taken from it.
 */
export function parseFromContent(message: unknown): FromContent | null {
  return hasFields(message, ['type']) &&
    isOneOf(message['type'], ['project.detected', 'deploy.requested'])
    ? (message as unknown as FromContent)
    : null;
}
