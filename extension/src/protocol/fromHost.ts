import type { DaemonEvent, FromHost, Trouble } from './frames.ts';
import { hasFields, isCount, isFields, isFilledText, isText, type Fields } from './shape.ts';

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
    isFilledText(value['message']) &&
    isFilledText(value['remedy'])
  );
}

function isHello(frame: unknown): boolean {
  if (!hasFields(frame, ['hello'])) return false;
  const hello = frame['hello'];
  return (
    hasFields(hello, ['protocol', 'min', 'max', 'version']) &&
    ['protocol', 'min', 'max'].every((name) => isVersion(hello[name])) &&
    isFilledText(hello['version'])
  );
}

function isResponse(frame: unknown): boolean {
  if (!hasFields(frame, ['id', 'status'], ['body', 'bytes', 'contentType'])) return false;
  return isFilledText(frame['id']) && isStatus(frame['status']) && isContent(frame);
}

/** JSON, or bytes and what they are, or nothing. */
function isContent(frame: Fields): boolean {
  const { bytes, contentType } = frame;
  if (bytes === undefined) return contentType === undefined;
  return isBase64(bytes) && isText(contentType) && !Object.hasOwn(frame, 'body');
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

function isVersion(value: unknown): boolean {
  return isCount(value) && value > 0;
}

function isStatus(value: unknown): boolean {
  return isCount(value) && value >= 200 && value <= 599;
}

function isBase64(value: unknown): boolean {
  return isText(value) && /^[A-Za-z0-9+/]*={0,2}$/.test(value);
}
