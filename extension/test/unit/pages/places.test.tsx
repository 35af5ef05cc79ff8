// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { AppPage } from '../../../src/pages/app/AppPage.tsx';
import { hrefOf, routeOf } from '../../../src/pages/app/route.ts';
import { elapsed } from '../../../src/pages/ui/model/amounts.ts';
import { isDomain, isPlaceName } from '../../../src/pages/ui/model/places.ts';
import type { DaemonEvent } from '../../../src/protocol/frames.ts';
import type { Answer } from '../../gallery/fakeChrome.ts';
import {
  ADOPTION,
  APP,
  CLOUD,
  DOMAIN_OPEN,
  EXAMINED,
  HERE,
  OWN_SERVER,
  SERVER,
  SETUP,
  SPARE,
  UNCONFIRMED,
} from '../../gallery/fixtures.ts';
import { scenario } from '../../gallery/scenes.ts';
import { stage, type Stage } from './stage.tsx';

let on: Stage;
afterEach(() => on.close());

function at(hash: string, api: Record<string, Answer> = {}): Stage {
  location.hash = hash;
  on = stage(scenario({ api }), () => <AppPage />);
  return on;
}

const LOOKS = '/v1/targets/looks';
const STAGING = '/v1/apps/paper-garden/environments/staging';
const PRODUCTION = '/v1/apps/paper-garden/environments/production';

function refusal(code: string, remedy = 'Run: freehold doctor'): Answer {
  return { status: 409, body: { code, detail: `Refused: ${code}.`, remedy } };
}

async function look(): Promise<void> {
  await on.sees('Your own server');
  on.type('Server', 'deploy@example.org');
  await on.press('Look at it');
}

function choose(words: string): void {
  const label = [...document.querySelectorAll('label')].find(
    (one) => one.querySelector('strong')?.textContent === words,
  );
  label!.querySelector('input')!.click();
}

function active(): string {
  return document.activeElement?.textContent ?? '';
}

describe('the places', () => {
  it('are all listed, with what runs on each and under which domain', async () => {
    at('#/places');
    await on.sees('This computer');
    const rows = [...document.querySelectorAll('.places > li')].map((row) => row.textContent);
    expect(rows).toEqual([
      'This computerpaper-garden staginginvoice-helper production',
      'example-orgYour own serverdeploy@example.orgpaper-garden production garden.example.org',
      'spareYour own serverroot@203.0.113.77:2222Nothing runs here yet.',
    ]);
  });

  it('say how others can reach an app while there is only this computer', async () => {
    at('#/places', { 'GET /v1/targets': { body: { targets: [HERE] } } });
    await on.sees('No other place is connected.');
  });

  it('are reached from all apps and from each app', async () => {
    for (const hash of ['#/', '#/apps/paper-garden']) {
      at(hash);
      await on.sees('paper-garden');
      expect(document.querySelector('main .title-line a[href="#/places"]')).not.toBeNull();
      on.close();
    }
  });

  it('have addresses of their own', () => {
    for (const hash of ['#/places', '#/places/new', '#/connect', '#/connect/a-b']) {
      expect(hrefOf(routeOf(hash))).toBe(hash);
    }
  });
});

let seq = 0;

function step(target: string, ordinal: number): DaemonEvent {
  return { seq: ++seq, type: 'setup.step', data: { target, ordinal } };
}

/** The daemon tells every page that hears all of its events. */
function begins(target: string, ordinal: number): void {
  const event = step(target, ordinal);
  for (const { id } of on.worker.said.filter(({ call }) => call === 'events')) {
    on.worker.push({ id, event });
  }
}

function states(): string[] {
  return [...document.querySelectorAll('.step')].map((one) => one.className.split(' ')[1] ?? '');
}

describe('connecting', () => {
  it('asks for the kind only where there is more than one, and for nothing by heart', async () => {
    at('#/connect', { 'GET /v1/drivers': { body: { drivers: [OWN_SERVER] } } });
    await on.sees('Server');
    expect(document.querySelector('input[type=radio]')).toBeNull();
    const found = [...document.querySelectorAll('datalist option')] as HTMLOptionElement[];
    expect(found.map((one) => [one.value, one.getAttribute('label')])).toEqual([
      ['deploy@example.org', '~/.ssh/config'],
      ['backup', '~/.ssh/config'],
    ]);
    expect(on.button('Look at it')?.disabled).toBe(true);
  });

  it('compares, shows what would be done, does it, and says what comes next', async () => {
    at('#/connect', {
      [`POST ${LOOKS}`]: { body: UNCONFIRMED },
      'PUT /v1/targets/example-org': { body: { ...SERVER, environments: [] } },
    });
    await look();
    await on.sees("Is this the server's key?");
    expect(active()).toBe('Compare first');
    expect(document.querySelector('pre')?.textContent).toBe(UNCONFIRMED.confirmation?.shown);

    on.worker.scenario.api[`POST ${LOOKS}`] = { body: SETUP };
    await on.press('Yes, it is the same');
    await on.sees('Install the web server Caddy with apt-get.');
    expect(active()).toBe('Connect deploy@example.org');
    for (const words of ['1.2 GB of 2.0 GB free', 'by 340 seconds']) await on.sees(words);

    await on.press('Set it up');
    await on.sees('example-org is connected');
    expect(active()).toBe('example-org is connected');
    const server = 'deploy@example.org';
    const fingerprint = UNCONFIRMED.confirmation?.value;
    expect(on.asked('POST', LOOKS)).toEqual([
      { kind: 'ssh', values: { server } },
      { kind: 'ssh', values: { server, fingerprint } },
    ]);
    expect(on.asked('PUT', '/v1/targets/example-org')).toEqual([
      { kind: 'ssh', values: { server, fingerprint }, hash: SETUP.hash },
    ]);
  });

  it('goes back when a person says that it is not the same, and sends nothing more', async () => {
    at('#/connect', { [`POST ${LOOKS}`]: { body: UNCONFIRMED } });
    await look();
    await on.press('No');
    await on.sees('Nothing was sent and nothing was changed.');
    expect(document.querySelector<HTMLInputElement>('.field input')?.value).toBe(
      'deploy@example.org',
    );
    expect(on.asked('POST', LOOKS)).toHaveLength(1);
  });

  it('forgets what was compared as soon as another place is entered', async () => {
    at('#/connect', { [`POST ${LOOKS}`]: { body: UNCONFIRMED } });
    await look();
    on.worker.scenario.api[`POST ${LOOKS}`] = { body: SETUP };
    await on.press('Yes, it is the same');
    await on.press('Change what I entered');
    await on.sees('Server');
    on.type('Server', 'other.example.org');
    await on.press('Look at it');
    await on.sees('Connect deploy@example.org');
    expect(on.asked('POST', LOOKS).at(-1)).toEqual({
      kind: 'ssh',
      values: { server: 'other.example.org' },
    });
  });

  it('says what is wrong and leaves what was entered', async () => {
    at('#/connect', { [`POST ${LOOKS}`]: refusal('ssh.unreachable', 'Start the server.') });
    await look();
    await on.sees('Start the server.');
    expect(active()).toContain('Refused: ssh.unreachable.');
    expect(document.querySelector<HTMLInputElement>('.field input')?.value).toBe(
      'deploy@example.org',
    );
    expect(on.button('Look at it')?.disabled).toBe(false);
  });

  it('waits for as long as it takes, with what is being done', async () => {
    at('#/connect', {
      [`POST ${LOOKS}`]: { body: SETUP },
      'PUT /v1/targets/example-org': { never: true },
    });
    await look();
    await on.press('Set it up');
    await on.sees('This can take some minutes.');
    await on.sees('Start Caddy.');
    expect(document.querySelector('[role=status]')?.textContent).toBe('Setting up example-org');
    expect(on.button('Set it up')).toBeNull();
  });

  it('tells which step is at work, which are done and which are to come', async () => {
    at('#/connect', {
      [`POST ${LOOKS}`]: { body: SETUP },
      'PUT /v1/targets/example-org': { never: true },
    });
    await look();
    await on.press('Set it up');
    await on.sees('This can take some minutes.');
    expect(states()).toEqual(['pending', 'pending', 'pending', 'pending', 'pending']);
    begins('example-org', 0);
    await on.sees('Install the web server Caddy with apt-get. running');
    expect(document.querySelector('[role=status]')).toBeNull();
    begins('spare', 4);
    begins('example-org', 2);
    await on.sees('Make the folder /srv/freehold, which belongs to deploy. done');
    expect(states()).toEqual(['done', 'done', 'running', 'pending', 'pending']);
    expect(document.querySelector('[aria-current=step]')?.textContent).toContain(
      'Install /usr/local/lib/freehold/services',
    );
    expect(document.querySelector('[aria-live]')?.textContent).toBe(SETUP.steps[2]);
  });

  it('names the step at which it stopped, until it is looked at again', async () => {
    at('#/connect', {
      [`POST ${LOOKS}`]: { body: SETUP },
      'PUT /v1/targets/example-org': refusal('target.package-failed', 'Run it there.'),
    });
    on.worker.scenario.events['app '] = [step('example-org', 1)];
    await look();
    await on.press('Set it up');
    await on.sees('Run it there.');
    expect(states()).toEqual(['done', 'failed', 'pending', 'pending', 'pending']);
    expect(on.words()).toContain('What was done');
    await on.press('Look again');
    await on.sees('What would be done there');
    expect(states()).toEqual([]);
  });

  it('offers another look when what was shown is not so any more', async () => {
    at('#/connect', {
      [`POST ${LOOKS}`]: { body: SETUP },
      'PUT /v1/targets/example-org': refusal('deploy.stale', 'Look at what is to be done now.'),
    });
    await look();
    await on.press('Set it up');
    await on.sees('Look at what is to be done now.');
    on.worker.scenario.api[`POST ${LOOKS}`] = {
      body: { ...SETUP, steps: ['Start Caddy.'], hash: 'a2' },
    };
    await on.press('Look again');
    await on.sees('Start Caddy.');
    on.worker.scenario.api['PUT /v1/targets/example-org'] = { body: SERVER };
    await on.press('Set it up');
    await on.sees('example-org is connected');
    expect(on.asked('PUT', '/v1/targets/example-org').at(-1)).toMatchObject({ hash: 'a2' });
  });

  it('never lets a name lead elsewhere that another place has', async () => {
    at('#/connect', { [`POST ${LOOKS}`]: { body: SETUP } });
    await look();
    await on.sees('What to call it');
    for (const [name, words] of [
      ['spare', 'root@203.0.113.77:2222 is called that.'],
      ['local', 'This computer is called that.'],
      ['My Server', 'Use small letters, digits and dashes'],
    ] as const) {
      on.type('What to call it', name);
      await on.sees(words);
      expect(on.button('Set it up')?.disabled).toBe(true);
    }
  });

  it('shows a secret to nobody, and forgets it when the place is connected', async () => {
    const done = { name: 'cloud', kind: 'cloud', address: 'garden', environments: [] };
    at('#/connect', {
      [`POST ${LOOKS}`]: { body: { ...SETUP, address: 'garden', name: 'cloud' } },
      'PUT /v1/targets/cloud': { body: done },
    });
    await on.sees('An account at Example Cloud');
    choose('An account at Example Cloud');
    await on.sees('Token');
    on.type('Account', 'garden');
    on.type('Token', 'tok-secret');
    expect([...document.querySelectorAll('input')].map(({ type }) => type)).toEqual([
      'radio',
      'radio',
      'text',
      'password',
    ]);
    await on.press('Look at it');
    await on.press('Set it up');
    await on.sees('cloud is connected');
    expect(on.asked('PUT', '/v1/targets/cloud')).toEqual([
      { kind: 'cloud', values: { account: 'garden', token: 'tok-secret' }, hash: SETUP.hash },
    ]);
    expect(document.body.innerHTML).not.toContain('tok-secret');
    expect(JSON.stringify([{ ...localStorage }, { ...sessionStorage }])).not.toContain(
      'tok-secret',
    );
  });

  it('does not carry a secret from one kind to another', async () => {
    at('#/connect', { 'GET /v1/drivers': { body: { drivers: [CLOUD, OWN_SERVER] } } });
    await on.sees('Token');
    on.type('Token', 'tok-secret');
    choose('Your own server');
    await on.sees('Server');
    choose('An account at Example Cloud');
    await on.sees('Token');
    const token = document.querySelector<HTMLInputElement>('input[type=password]');
    expect(token?.value).toBe('');
  });
});

describe('a connected place', () => {
  it('that is not as it should be is set up again under its name', async () => {
    at('#/places/spare', {
      'GET /v1/targets/spare': {
        body: { ...EXAMINED, target: SPARE, problems: ['Caddy does not run.'] },
      },
      [`POST ${LOOKS}`]: { body: { ...SETUP, address: SPARE.address } },
      'PUT /v1/targets/spare': { body: SPARE },
    });
    await on.sees('Caddy does not run.');
    const again = [...document.querySelectorAll('a')].find(
      (link) => link.textContent === 'Set it up again',
    );
    expect(again?.getAttribute('href')).toBe('#/connect/spare');
    on.close();

    at('#/connect/spare', {
      [`POST ${LOOKS}`]: { body: { ...SETUP, address: SPARE.address } },
      'PUT /v1/targets/spare': { body: SPARE },
    });
    await on.sees('Set up spare again');
    await on.press('Look at it');
    await on.press('Set it up');
    await on.sees('spare is connected');
    expect(on.words()).not.toContain('What to call it');
    expect(on.asked('PUT', '/v1/targets/spare')).toEqual([
      { kind: 'ssh', values: { server: SPARE.address }, hash: SETUP.hash },
    ]);
  });

  it('is looked at again when asked', async () => {
    at('#/places/spare', { 'GET /v1/targets/spare': refusal('ssh.unreachable', 'Start it.') });
    await on.sees('Start it.');
    on.worker.scenario.api['GET /v1/targets/spare'] = { body: { ...EXAMINED, target: SPARE } };
    await on.press('Look again');
    await on.sees('All is as it should be.');
    expect(on.words()).not.toContain('Start it.');
  });

  it('tells what was taken over, and which values only the other computer has', async () => {
    at('#/places/example-org', {
      'POST /v1/targets/example-org/adoptions': { body: ADOPTION },
    });
    await on.press('Take over what is there');
    await on.sees('v14 is live, after 17 switches.');
    await on.sees('v15 is live, after 1 switch.');
    await on.sees('before you deploy: STRIPE_SECRET, SMTP_PASSWORD.');
    await on.sees('landing production says nothing of its history');
    expect(active()).toContain('old-shop production');
  });

  it('is removed with what was brought, or without', async () => {
    for (const [what, there] of [
      ['Take away what Freehold brought', true],
      ['Leave what is there', false],
    ] as const) {
      at('#/places/spare', { 'DELETE /v1/targets/spare': { status: 204 } });
      await on.sees('All is as it should be.');
      await on.press('Remove spare');
      await on.sees('Remove Caddy, which was installed for Freehold.');
      choose(what);
      await on.press('Remove it');
      await on.sees('spare was removed');
      expect(on.asked('DELETE', '/v1/targets/spare')).toEqual([{ there }]);
      on.close();
    }
  });

  it('that does not answer can still be forgotten', async () => {
    at('#/places/spare', {
      'GET /v1/targets/spare': refusal('ssh.unreachable'),
      'DELETE /v1/targets/spare': { status: 204 },
    });
    await on.sees('Refused: ssh.unreachable.');
    await on.press('Remove spare');
    await on.press('Remove it');
    await on.sees('spare was removed');
    expect(on.asked('DELETE', '/v1/targets/spare')).toEqual([{ there: false }]);
  });

  it('is not removed before what that would do was looked at', async () => {
    at('#/places/spare', { 'GET /v1/targets/spare': { never: true } });
    await on.sees('Looking at spare');
    await on.sees('Remove…');
    expect(on.button('Remove spare')?.disabled).toBe(true);
  });

  it('is not removed while something runs there', async () => {
    at('#/places/example-org');
    await on.sees('It can be removed when nothing runs here any more.');
    expect(on.button('Remove example-org')).toBeNull();
    on.close();

    at('#/places/spare', {
      'DELETE /v1/targets/spare': refusal('target.in-use', 'freehold target use local'),
    });
    await on.sees('All is as it should be.');
    await on.press('Remove spare');
    await on.press('Remove it');
    await on.sees('Move it elsewhere first, on the page of the app.');
    expect(on.words()).not.toContain('freehold target');
  });
});

describe('an environment', () => {
  it('is moved with its domain, and its records can be copied', async () => {
    at('#/apps/paper-garden', {
      [`PUT ${STAGING}`]: { body: APP },
      [`GET ${STAGING}/domain`]: { body: DOMAIN_OPEN },
    });
    await on.press('Move staging');
    expect(on.button('Move it')?.disabled).toBe(true);
    choose('spare');
    await on.sees('What runs on this computer now is left alone there.');
    on.type('Domain (can be left empty)', 'https://garden');
    await on.sees('without https://');
    expect(on.button('Move it')?.disabled).toBe(true);
    on.type('Domain (can be left empty)', 'garden.example.org');
    await on.sees('www.garden.example.org leads there as well');
    await on.press('Move it');
    await on.sees('staging goes to spare');
    await on.sees('The next deployment brings it there.');
    await on.sees('garden.example.org does not lead there yet');
    expect(on.button('Copy 2001:db8:85a3::8a2e:370:7334')).not.toBeNull();
    expect(on.asked('PUT', STAGING)).toEqual([
      { target: 'spare', domain: 'garden.example.org', www: false },
    ]);

    on.worker.scenario.api[`GET ${STAGING}/domain`] = { body: { ...DOMAIN_OPEN, problems: [] } };
    await on.press('Look again');
    await on.sees('garden.example.org leads there.');
  });

  it('keeps its domain and its www. when it moves to another server', async () => {
    at('#/apps/paper-garden', { [`PUT ${PRODUCTION}`]: { body: APP } });
    await on.press('Move production');
    choose('spare');
    await on.press('Move it');
    await on.sees('production goes to spare');
    expect(on.asked('PUT', PRODUCTION)).toEqual([
      { target: 'spare', domain: 'garden.example.org', www: true },
    ]);
  });

  it('has no domain where a place takes none', async () => {
    at('#/apps/paper-garden', { [`PUT ${PRODUCTION}`]: { body: APP } });
    await on.press('Move production');
    await on.sees('Domain (can be left empty)');
    choose('This computer');
    await on.sees('What runs on example-org now is left alone there.');
    expect(on.words()).not.toContain('Domain (can be left empty)');
    await on.press('Move it');
    await on.sees('production goes to this computer');
    expect(on.asked('PUT', PRODUCTION)).toEqual([{ target: 'local' }]);
    expect(on.button('Give a domain to staging')).toBeNull();
  });

  it('loses its domain when the field is left empty', async () => {
    at('#/apps/paper-garden', { [`PUT ${PRODUCTION}`]: { body: APP } });
    await on.press('Change the domain of production');
    expect(on.button('Set the domain')?.disabled).toBe(true);
    on.type('Domain (can be left empty)', '');
    await on.press('Remove the domain');
    await on.sees('production has no domain any more');
    expect(on.asked('PUT', PRODUCTION)).toEqual([{ target: 'example-org' }]);
  });

  it('that is being deployed is not moved, and that is said in words of the pages', async () => {
    at('#/apps/paper-garden', {
      [`PUT ${STAGING}`]: refusal('environment.busy', 'freehold cancel D4'),
    });
    await on.press('Move staging');
    choose('spare');
    await on.press('Move it');
    await on.sees('Wait until it is over, or cancel it.');
    expect(on.words()).not.toContain('freehold cancel');
    expect(on.button('Move it')?.disabled).toBe(false);
  });

  it('is made under a name that is free', async () => {
    const preview = '/v1/apps/paper-garden/environments/preview';
    at('#/apps/paper-garden', { [`PUT ${preview}`]: { body: APP } });
    await on.press('New environment');
    for (const [name, words] of [
      ['staging', 'There is one of this name already.'],
      ['Not So', 'Use lower-case letters'],
    ] as const) {
      on.type('Name of the environment', name);
      await on.sees(words);
      expect(on.button('Make it')?.disabled).toBe(true);
    }
    on.type('Name of the environment', 'preview');
    choose('example-org');
    await on.press('Make it');
    await on.sees('preview is there');
    expect(on.asked('PUT', preview)).toEqual([{ target: 'example-org' }]);
  });

  it('looks at its domain only when somebody asks', async () => {
    at('#/apps/paper-garden', { [`GET ${PRODUCTION}/domain`]: { body: DOMAIN_OPEN } });
    await on.sees('Domain garden.example.org');
    expect(on.asked('GET', `${PRODUCTION}/domain`)).toEqual([]);
    document.querySelector<HTMLDetailsElement>('.environment details')!.open = true;
    await on.sees('garden.example.org does not lead there yet');
    expect(on.asked('GET', `${PRODUCTION}/domain`)).toHaveLength(1);
  });
});

describe('names', () => {
  it('of places and domains are those that the daemon takes', () => {
    expect(['a', 'my-server', '1', 'a'.repeat(63)].every(isPlaceName)).toBe(true);
    expect(['', '-a', 'a-', 'A', 'a.b', 'a'.repeat(64)].some(isPlaceName)).toBe(false);
    expect(['example.org', 'a.b.example.org', 'xn--bcher-kva.example'].every(isDomain)).toBe(true);
    expect(['', 'org', 'https://a.org', 'a.org/', 'a_b.org', 'a.1', '-a.org'].some(isDomain)).toBe(
      false,
    );
  });

  it('of times are those of a clock', () => {
    expect([0, 999, 61_000, 600_000].map(elapsed)).toEqual(['0:00', '0:00', '1:01', '10:00']);
  });
});
