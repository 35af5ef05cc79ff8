import { isTrouble } from './fromHost.ts';
import type { FromExporter } from './messages.ts';
import { hasFields, isCount, isFields, isFilledText, isOneOf, isText } from './shape.ts';

/** The message, or null when the exporter in the tab said something that it may not. */
export function parseFromExporter(message: unknown): FromExporter | null {
  return isFields(message) && isKnown(message) ? (message as unknown as FromExporter) : null;
}

function isKnown(message: Record<string, unknown>): boolean {
  switch (message['type']) {
    case 'progress':
      return (
        hasFields(message, ['type', 'progress', 'rung']) &&
        isProgress(message['progress']) &&
        isText(message['rung'])
      );
    case 'file':
      return (
        hasFields(message, ['type', 'path', 'base64']) &&
        isFilledText(message['path']) &&
        isText(message['base64'])
      );
    case 'archive':
      return (
        hasFields(message, ['type', 'name', 'base64']) &&
        isFilledText(message['name']) &&
        isText(message['base64'])
      );
    case 'done':
      return hasFields(message, ['type']);
    case 'failed':
      return hasFields(message, ['type', 'error']) && isFailure(message['error']);
    default:
      return false;
  }
}

function isProgress(value: unknown): boolean {
  return (
    hasFields(value, ['done', 'unit'], ['total']) &&
    isCount(value['done']) &&
    (value['total'] === undefined || isCount(value['total'])) &&
    isOneOf(value['unit'], ['files', 'bytes'])
  );
}

function isFailure(value: unknown): boolean {
  if (!hasFields(value, ['code', 'message', 'remedy'], ['rung'])) return false;
  const { rung, ...trouble } = value;
  return (rung === undefined || isText(rung)) && isTrouble(trouble);
}
