import type { Method } from './frames.ts';
import type { Builder, FromPage } from './messages.ts';
import { hasFields, isCount, isFields, isFilledText, isOneOf, isText } from './shape.ts';

const METHODS: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const BUILDERS: readonly Builder[] = ['lovable', 'bolt', 'base44'];

/** The call, or null. Pages are ours; what they say is checked all the same. */
export function parseFromPage(message: unknown): FromPage | null {
  return isFields(message) && isCount(message['id']) && isKnown(message)
    ? (message as unknown as FromPage)
    : null;
}

function isKnown(message: Record<string, unknown>): boolean {
  switch (message['call']) {
    case 'api':
      return (
        hasFields(message, ['id', 'call', 'method', 'path'], ['body']) &&
        isOneOf(message['method'], METHODS) &&
        isText(message['path']) &&
        message['path'].startsWith('/v1/')
      );
    case 'events':
      return hasFields(message, ['id', 'call', 'filter']) && isFilter(message['filter']);
    case 'job.start':
      return (
        hasFields(message, ['id', 'call', 'project', 'tabId', 'source']) &&
        isProject(message['project']) &&
        (message['tabId'] === null || isCount(message['tabId'])) &&
        isSource(message['source'])
      );
    case 'job.planned':
      return (
        hasFields(message, ['id', 'call', 'key', 'app', 'planId']) &&
        isFilledText(message['key']) &&
        isFilledText(message['app']) &&
        isFilledText(message['planId'])
      );
    case 'job.clear':
      return hasFields(message, ['id', 'call', 'key']) && isFilledText(message['key']);
    case 'watch.run':
      return (
        hasFields(message, ['id', 'call', 'deploymentId', 'app']) &&
        isFilledText(message['deploymentId']) &&
        isFilledText(message['app'])
      );
    case 'events.stop':
    case 'reconnect':
      return hasFields(message, ['id', 'call']);
    default:
      return false;
  }
}

function isFilter(value: unknown): boolean {
  return (
    hasFields(value, [], ['run', 'app', 'after']) &&
    (value['run'] === undefined || isFilledText(value['run'])) &&
    (value['app'] === undefined || isFilledText(value['app'])) &&
    (value['after'] === undefined || isCount(value['after']))
  );
}

function isProject(value: unknown): boolean {
  return (
    hasFields(value, ['builder', 'id']) &&
    isOneOf(value['builder'], BUILDERS) &&
    isFilledText(value['id'])
  );
}

function isSource(value: unknown): boolean {
  return (
    (hasFields(value, ['kind']) && value['kind'] === 'builder') ||
    (hasFields(value, ['kind', 'key', 'name']) &&
      value['kind'] === 'file' &&
      isFilledText(value['key']) &&
      isFilledText(value['name'])) ||
    (hasFields(value, ['kind', 'url']) && value['kind'] === 'git' && isFilledText(value['url']))
  );
}
