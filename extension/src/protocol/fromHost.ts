import type { DaemonEvent, FromHost, Trouble } from './frames.ts';
import { hasFields, isCount, isFields, isFilledText, isText } from './shape.ts';

/** The frame, or null when it is none of those that the protocol knows. */
export function parseFromHost(frame: unknown): FromHost | null {
  return isHello(frame) || isResponse(frame) || isEvent(frame) || isEnded(frame) || isError(frame)
    ? (frame as FromHost)
    : null;
}

/** The id of a frame that could not be understood, so that whoever waits for it can be told. */
export function idOf(frame: unknown): string | null {
  return isFields(frame) && isFilledText(frame['id']) ? frame['id'] : null;
}

export function isTrouble(value: unknown): value is Trouble {
  return (
    hasFields(value, ['code', 'message', 'remedy']) &&
    isFilledText(value['code']) &&
    isText(value['message']) &&
    isText(value['remedy'])
  );
}

function isHello(frame: unknown): boolean {
  if (!hasFields(frame, ['hello'])) return false;
  const hello = frame['hello'];
  return (
    hasFields(hello, ['protocol', 'min', 'max', 'version']) &&
    isCount(hello['protocol']) &&
    isCount(hello['min']) &&
    isCount(hello['max']) &&
    isText(hello['version'])
  );
}

function isResponse(frame: unknown): boolean {
  return (
    hasFields(frame, ['id', 'status'], ['body', 'bytes', 'contentType']) &&
    isFilledText(frame['id']) &&
    isStatus(frame['status']) &&
    !(Object.hasOwn(frame, 'body') && Object.hasOwn(frame, 'bytes')) &&
    (frame['bytes'] === undefined || isBase64(frame['bytes'])) &&
    (frame['contentType'] === undefined || isText(frame['contentType']))
  );
}

function isEvent(frame: unknown): boolean {
  return (
    hasFields(frame, ['id', 'event']) && isFilledText(frame['id']) && isDaemonEvent(frame['event'])
  );
}

function isDaemonEvent(value: unknown): value is DaemonEvent {
  return (
    hasFields(value, ['seq', 'type', 'data']) &&
    isCount(value['seq']) &&
    isFilledText(value['type']) &&
    isFields(value['data'])
  );
}

function isEnded(frame: unknown): boolean {
  return (
    hasFields(frame, ['id', 'ended'], ['error']) &&
    isFilledText(frame['id']) &&
    frame['ended'] === true &&
    (frame['error'] === undefined || isTrouble(frame['error']))
  );
}

function isError(frame: unknown): boolean {
  return (
    hasFields(frame, ['error'], ['id']) &&
    (frame['id'] === undefined || isFilledText(frame['id'])) &&
    isTrouble(frame['error'])
  );
}

function isStatus(value: unknown): boolean {
  return isCount(value) && value >= 100 && value <= 599;
}

function isBase64(value: unknown): boolean {
  return isText(value) && /^[A-Za-z0-9+/]*={0,2}$/.test(value) && value.length % 4 === 0;
}
