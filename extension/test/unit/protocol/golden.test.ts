import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseFromHost } from '../../../src/protocol/fromHost.ts';
import { FakeExporter, pieces, zipLike } from '../background/support/exporter.ts';
import { eventually, KEY, World } from '../background/support/worker.ts';

/**
 * The frames that the host's own tests read too, so that neither side can come to understand
 * something else than the other.
 */
const folder = path.resolve(import.meta.dirname, '../../../../native-messaging/protocol');
if (!existsSync(folder)) throw new Error(`The frames to test with are missing: ${folder}`);

interface Golden {
  name: string;
  direction: 'to-host' | 'from-host';
  valid: boolean;
  frame: unknown;
}

const golden = readdirSync(path.join(folder, 'golden')).map(
  (file) => read(path.join('golden', file)) as Golden,
);
const schemas: Record<Golden['direction'], ValidateFunction> = {
  'to-host': schema('to-host'),
  'from-host': schema('from-host'),
};

test('there are golden frames of both directions, good ones and bad ones', () => {
  const kinds = new Set(golden.map(({ direction, valid }) => `${direction} ${valid}`));
  expect([...kinds].sort()).toEqual([
    'from-host false',
    'from-host true',
    'to-host false',
    'to-host true',
  ]);
});

describe('the schema', () => {
  test.each(golden)('of frames $direction has $name as valid: $valid', (frame) => {
    expect(schemas[frame.direction](frame.frame)).toBe(frame.valid);
  });
});

describe('the worker', () => {
  test.each(golden.filter(({ direction }) => direction === 'from-host'))(
    'takes $name for valid: $valid',
    ({ frame, valid }) => {
      expect(parseFromHost(frame)).toEqual(valid ? frame : null);
    },
  );
});

describe('what the worker sends', () => {
  let world: World;
  beforeEach(async () => {
    world = new World();
    await world.startWorker();
  });
  afterEach(() => world.end());

  test('is what the schema allows, whatever it does', async () => {
    const exporter = new FakeExporter([...pieces('a.zip', zipLike(600_000)), { type: 'done' }]);
    world.chrome.exporter = exporter.start;
    world.clickDeploy();
    const page = world.page();
    await eventually(() => expect(page.jobs[0]).toMatchObject({ key: KEY, phase: 'uploaded' }));
    const id = page.say({ call: 'events', filter: { run: 'r1', app: 'guestbook', after: 3 } });
    page.port.postMessage({ id, call: 'events.stop' });
    await page.ask({ call: 'api', method: 'GET', path: '/v1/apps?limit=10' });
    await page.ask({ call: 'api', method: 'POST', path: '/v1/apps', body: { name: 'ä' } });
    await page.ask({ call: 'watch.run', deploymentId: 'd1', app: 'guestbook' });
    await eventually(() => expect(world.host.subscriptions).toHaveLength(2));
    for (const frame of world.host.heard) {
      schemas['to-host'](frame);
      expect(schemas['to-host'].errors).toBeNull();
    }
    expect(world.host.heard.length).toBeGreaterThan(8);
  });
});

function schema(name: string): ValidateFunction {
  return new Ajv2020({ strict: true, strictTypes: false, strictRequired: false }).compile(
    read(`${name}.schema.json`) as object,
  );
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
}
