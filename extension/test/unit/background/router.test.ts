import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ORIGIN } from '../../support/chrome.ts';
import { FakeExporter, file } from './support/exporter.ts';
import {
  eventually,
  FROM_TAB,
  KEY,
  PageOf,
  PROJECT,
  PROJECT_URL,
  TAB,
  World,
} from './support/worker.ts';

let world: World;

beforeEach(async () => {
  world = new World();
  await world.startWorker();
});
afterEach(() => world.end());

const requested = { type: 'deploy.requested' };
const panel = `src/pages/panel/index.html?project=${KEY}`;

describe('a click on Deploy in the tab', () => {
  test('opens the side panel on its project while the click lasts', () => {
    world.clickDeploy();
    expect(world.chrome.done).toEqual([`panel ${panel}`, `open ${TAB.id}`]);
  });

  test('opens a window where there is no side panel', async () => {
    world.chrome.sidePanelWorks = false;
    world.clickDeploy();
    await eventually(() => expect(world.chrome.done).toContain(`popup ${ORIGIN}/${panel}`));
  });

  test('begins to read at once, before the page has loaded', async () => {
    const exporter = new FakeExporter([file('a', '1'), { type: 'done' }]);
    world.chrome.exporter = exporter.start;
    world.clickDeploy();
    await eventually(() => expect(exporter.runs).toBe(1));
  });

  test('is of the project that the tab shows, which the builder may have changed in place', () => {
    const id = '11111111-1111-1111-1111-111111111111';
    const tab = { ...FROM_TAB.tab, url: `https://lovable.dev/projects/${id}` };
    world.chrome.contentSays(requested, { ...FROM_TAB, tab });
    expect(world.chrome.done[0]).toBe(`panel src/pages/panel/index.html?project=lovable/${id}`);
  });

  test.each([
    ['another extension', { ...FROM_TAB, id: 'aaaabbbbccccddddeeeeffffgggghhhh' }],
    ['a frame inside the page', { ...FROM_TAB, frameId: 1 }],
    ['no tab', { url: FROM_TAB.url, origin: FROM_TAB.origin, frameId: 0 }],
    ['another site', at('https://evil.example/projects')],
    ['a look-alike', at(PROJECT_URL.replace('lovable.dev', 'lovable.dev.evil.example'))],
    ['a page of the builder without a project', at('https://lovable.dev/pricing')],
    ['a site that has left the tab', { ...FROM_TAB, url: 'https://evil.example/' }],
    ['an address that is not its origin’s', { ...FROM_TAB, origin: 'https://evil.example' }],
    ['an opaque origin', { ...FROM_TAB, origin: 'null' }],
  ])('is not believed from %s', (_who, sender) => {
    world.chrome.contentSays(requested, sender);
    expect(world.chrome.done).toEqual([]);
    return nothingHappened();
  });

  test.each([
    [{ ...requested, project: { builder: 'lovable', id: 'another' } }],
    [{ type: 'api', method: 'GET', path: '/v1/apps' }],
    [{ id: 1, call: 'api', method: 'GET', path: '/v1/apps' }],
    [{ id: 1, call: 'job.start', project: PROJECT, tabId: 7, source: { kind: 'builder' } }],
    ['deploy.requested'],
    [null],
    [[requested]],
  ])('is nothing else that a content script may say: %j', (message) => {
    world.chrome.contentSays(message, FROM_TAB);
    expect(world.chrome.done).toEqual([]);
    return nothingHappened();
  });
});

describe('a port', () => {
  test.each([
    ['a content script', { ...FROM_TAB }],
    [
      'a content script that claims our address',
      { ...FROM_TAB, url: `${ORIGIN}/src/pages/panel/index.html` },
    ],
    [
      'another extension',
      {
        id: 'aaaabbbbccccddddeeeeffffgggghhhh',
        url: `${ORIGIN}/src/pages/panel/index.html`,
        origin: ORIGIN,
      },
    ],
    ['an unknown page of ours', { url: `${ORIGIN}/src/pages/other/index.html`, origin: ORIGIN }],
    ['a page below one of ours', { url: `${ORIGIN}/src/pages/panel/index.html/x`, origin: ORIGIN }],
    ['nobody', {}],
  ])('of %s is closed', async (_who, sender) => {
    const stranger = new PageOf(world.chrome.connect('freehold.page', sender));
    await eventually(() => expect(stranger.closed).toBe(true));
    expect(stranger.heard).toEqual([]);
    expect(world.host.ports).toEqual([]);
  });

  test('of another name is closed', async () => {
    const url = `${ORIGIN}/src/pages/panel/index.html`;
    const stranger = new PageOf(world.chrome.connect('freehold.export', { url, origin: ORIGIN }));
    await eventually(() => expect(stranger.closed).toBe(true));
  });

  test.each([
    [{ call: 'api', method: 'GET', path: '/v1/apps' }],
    [{ id: 1, call: 'api', method: 'TRACE', path: '/v1/apps' }],
    [{ id: 1, call: 'api', method: 'GET', path: 'http://elsewhere/v1/apps' }],
    [{ id: 1, call: 'shell', command: 'ls' }],
    [
      {
        id: 1,
        call: 'job.start',
        project: { builder: 'other', id: 'x' },
        tabId: null,
        source: { kind: 'builder' },
      },
    ],
  ])('that says %j is closed', async (message) => {
    const page = world.page();
    page.port.postMessage(message);
    await eventually(() => expect(page.closed).toBe(true));
    await eventually(() => expect(world.host.ports.every((port) => !port.open)).toBe(true));
  });
});

describe('the projects that are open', () => {
  const open = { project: PROJECT, tabId: TAB.id, title: TAB.title };

  test('are told to pages, also by a new worker', async () => {
    world.chrome.contentSays({ type: 'project.detected' }, FROM_TAB);
    const page = world.page('src/pages/popup/index.html');
    await eventually(() => expect(page.projects).toEqual([open]));
    await world.restartWorker();
    const later = world.page('src/pages/popup/index.html');
    await eventually(() => expect(later.projects).toEqual([open]));
  });

  test('follow the tab to another project, and away', async () => {
    const page = world.page('src/pages/popup/index.html');
    world.chrome.contentSays({ type: 'project.detected' }, FROM_TAB);
    const id = '11111111-1111-1111-1111-111111111111';
    world.chrome.navigate(TAB.id, `https://lovable.dev/projects/${id}`);
    await eventually(() => expect(page.projects).toMatchObject([{ project: { id } }]));
    world.chrome.navigate(TAB.id, 'https://lovable.dev/');
    await eventually(() => expect(page.projects).toEqual([]));
  });

  test('are gone with their tab', async () => {
    const page = world.page('src/pages/popup/index.html');
    world.chrome.contentSays({ type: 'project.detected' }, FROM_TAB);
    await eventually(() => expect(page.projects).toEqual([open]));
    world.chrome.closeTab(TAB.id);
    await eventually(() => expect(page.projects).toEqual([]));
  });
});

/** Neither the daemon nor any page hears of it. */
async function nothingHappened(): Promise<void> {
  const page = world.page();
  await eventually(() => expect(page.connection.state).toBe('connected'));
  expect(page.jobs).toEqual([]);
  expect(page.projects).toEqual([]);
  expect(world.host.daemon.asked).toEqual(['GET /v1/status']);
}

/** A content script that was loaded with this address. */
function at(url: string) {
  return { ...FROM_TAB, tab: { ...FROM_TAB.tab, url }, url, origin: new URL(url).origin };
}
