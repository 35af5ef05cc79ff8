// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { Panel } from '../../../src/pages/panel/Panel.tsx';
import { findingsLeftOut, withOffers } from '../../../src/pages/ui/model/questions.ts';
import type { Plan } from '../../../src/pages/ui/daemon.ts';
import type { Answer } from '../../gallery/fakeChrome.ts';
import {
  BAKED,
  BUILD_QUESTION,
  HOST_QUESTION,
  job,
  MAIL_QUESTION,
  MISSING,
  NOTES,
  OFFER_QUESTION,
  plan,
  PROXY_QUESTION,
  SECRET,
  SUPABASE_QUESTION,
} from '../../gallery/fixtures.ts';
import { scenario } from '../../gallery/scenes.ts';
import { stage, type Stage } from './stage.tsx';

const PLANS = '/v1/apps/paper-garden/plans';
const VARIABLES = '/v1/apps/paper-garden/environments/staging/variables';
const OVERRIDES = '/v1/apps/paper-garden/overrides';
const MAIL = 'What is the value of VITE_MAIL_KEY?';
const SUPABASE = 'What is the value of VITE_SUPABASE_PUBLISHABLE_KEY?';
const REFUSED: Answer = {
  status: 503,
  body: { code: 'daemon.stopping', detail: 'The daemon is just stopping.', remedy: 'Wait.' },
};

let on: Stage;
afterEach(() => on.close());

function shown(change: Partial<Plan>, api: Record<string, Answer> = {}): Stage {
  sessionStorage.clear();
  const made = plan({ environment: 'staging', ...change });
  const { project } = job({});
  on = stage(
    scenario({
      jobs: [job({ app: made.app, planId: made.id })],
      api: {
        'GET /v1/plans/P1': { body: made },
        [`POST ${PLANS}`]: { status: 202, body: plan({ state: 'preparing', changes: null }) },
        [`PATCH ${VARIABLES}`]: { body: {} },
        [`GET ${OVERRIDES}`]: { body: { overrides: {} } },
        [`PATCH ${OVERRIDES}`]: { body: { overrides: {} } },
        ...api,
      },
    }),
    () => <Panel project={project} />,
  );
  return on;
}

/** A plan that waits for its owner. */
function asking(change: Partial<Plan>, api: Record<string, Answer> = {}): Stage {
  const error = { code: 'build.consent', message: 'Never built.', remedy: 'Pass --yes.' };
  const waits: Partial<Plan> = {
    state: 'blocked',
    checks: [],
    checksCount: 0,
    changes: null,
    error,
  };
  return shown({ ...waits, ...change }, api);
}

function labelled(words: string): HTMLInputElement {
  const label = [...document.querySelectorAll('label')].find((one) => one.textContent === words);
  return document.getElementById(label?.htmlFor ?? '') as HTMLInputElement;
}

function writes(): string[] {
  return on.worker.said
    .filter(({ method }) => method === 'PATCH' || method === 'POST')
    .map(({ method, path }) => `${String(method)} ${String(path)}`);
}

describe('what only the owner can answer', () => {
  const ALL = [BUILD_QUESTION, OFFER_QUESTION, MAIL_QUESTION, SUPABASE_QUESTION];

  it('is asked in one form, and answered with one press', async () => {
    asking(
      { questions: ALL, checks: [BAKED], checksCount: 1 },
      { [`GET ${OVERRIDES}`]: { body: { overrides: { with: 'placeholders', root: 'web' } } } },
    );
    await on.sees(MAIL);
    expect(on.heading()).toBe('4 questions first');
    expect(document.querySelectorAll('form')).toHaveLength(1);
    expect(on.words()).toContain('May this app be built here?');
    expect(on.words()).toContain('The sandbox sees neither your files nor your keys');
    expect(on.words()).toContain('may stay blank. You can leave it empty for now.');
    // the question says it
    expect(on.words()).not.toContain('freehold app set');

    on.type(MAIL, 'k-123');
    expect(on.button('Agree and build')?.disabled).toBe(true);
    labelled(OFFER_QUESTION.question).click();
    await on.press('Agree and build');
    await expect
      .poll(() => on.asked('POST', PLANS))
      .toMatchObject([{ environment: 'staging', exportId: 'E1', consents: ['build'] }]);
    expect(on.asked('PATCH', VARIABLES)).toEqual([{ set: { VITE_MAIL_KEY: 'k-123' } }]);
    expect(on.asked('PATCH', OVERRIDES)).toEqual([
      { set: { with: 'placeholders,baked-variables' } },
    ]);
    expect(writes()).toEqual([`PATCH ${VARIABLES}`, `PATCH ${OVERRIDES}`, `POST ${PLANS}`]);
  });

  it('is no more than the consent where nothing else is asked', async () => {
    asking({ questions: [BUILD_QUESTION] });
    await on.sees('Agree and build');
    expect(on.heading()).toBe('This app was never built here');
    expect(on.words()).not.toContain('May this app be built here?');
    expect(on.words()).not.toContain('What was done');
    await on.press('Agree and build');
    await expect.poll(() => on.asked('POST', PLANS)).toMatchObject([{ consents: ['build'] }]);
    expect(writes()).toEqual([`POST ${PLANS}`]);
  });

  it('can be about hosts that the build wants, which go into the next request by name', async () => {
    asking({ questions: [HOST_QUESTION] });
    await on.sees('A question first');
    expect(on.button('Go on')?.disabled).toBe(true);
    labelled(HOST_QUESTION.question).click();
    await on.press('Go on');
    await expect
      .poll(() => on.asked('POST', PLANS))
      .toMatchObject([{ consents: ['network:api.example.com'] }]);
    expect(writes()).toEqual([`POST ${PLANS}`]);
  });

  it('can be about a host that visitors are passed on to, in a plan that is ready without', async () => {
    shown({ questions: [PROXY_QUESTION] });
    await on.sees(PROXY_QUESTION.question);
    expect(on.words()).toContain(PROXY_QUESTION.why);
    expect(labelled(PROXY_QUESTION.question).required).toBe(false);
    expect(on.button('Make a new plan')?.disabled).toBe(true);
    labelled(PROXY_QUESTION.question).click();
    await on.press('Make a new plan');
    await expect
      .poll(() => on.asked('POST', PLANS))
      .toMatchObject([{ consents: ['proxy:api.papergarden.example'] }]);
    expect(writes()).toEqual([`POST ${PLANS}`]);
  });

  it('goes on without what a plan does not wait for', async () => {
    const scripts = {
      ...HOST_QUESTION,
      name: 'scripts:postinstall',
      needed: false,
      question: 'May Freehold also run, in the sandbox, postinstall (patch-package)?',
    };
    asking({ questions: [BUILD_QUESTION, scripts] });
    await on.sees('2 questions first');
    expect(labelled(scripts.question).required).toBe(false);
    await on.press('Agree and build');
    await expect.poll(() => on.asked('POST', PLANS)).toMatchObject([{ consents: ['build'] }]);
  });

  it('can be an offer alone, which is taken up only with a tick', async () => {
    asking({ questions: [OFFER_QUESTION], checks: [BAKED], checksCount: 1 });
    await on.sees('A question first');
    expect(on.button('Go on')?.disabled).toBe(true);
    const tick = labelled(OFFER_QUESTION.question);
    expect(tick.required).toBe(true);
    for (const disabled of [false, true, false]) {
      tick.click();
      await expect.poll(() => on.button('Go on')?.disabled).toBe(disabled);
    }
    await on.press('Go on');
    await expect.poll(() => on.asked('POST', PLANS).length).toBe(1);
    expect(on.asked('POST', PLANS)[0]).not.toHaveProperty('consents');
    expect(on.asked('PATCH', OVERRIDES)).toEqual([{ set: { with: 'baked-variables' } }]);
  });

  it.each([`PATCH ${VARIABLES}`, `GET ${OVERRIDES}`, `PATCH ${OVERRIDES}`])(
    'keeps what was typed when %s fails, and says so in place',
    async (fails) => {
      asking({ questions: ALL }, { [fails]: REFUSED });
      await on.sees(MAIL);
      on.type(MAIL, 'k-123');
      labelled(OFFER_QUESTION.question).click();
      await on.press('Agree and build');
      await on.sees('The daemon is just stopping.');
      expect(document.querySelector('form [role=alert]')).not.toBeNull();
      expect(labelled(MAIL).value).toBe('k-123');
      expect(labelled(OFFER_QUESTION.question).checked).toBe(true);
      expect(on.asked('POST', PLANS)).toEqual([]);

      on.worker.scenario.api[fails] = { body: { overrides: {} } };
      await on.press('Agree and build');
      await expect.poll(() => on.asked('POST', PLANS).length).toBe(1);
    },
  );

  it('is sent once, however often the button is pressed', async () => {
    shown({ questions: [MAIL_QUESTION] }, { [`PATCH ${VARIABLES}`]: { never: true } });
    const set = (): HTMLButtonElement | null => on.button('Set and make a new plan');
    await on.sees(MAIL);
    on.type(MAIL, 'k-123');
    await expect.poll(() => set()?.disabled).toBe(false);
    for (let n = 0; n < 2; n += 1) {
      set()!.form!.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    }
    await expect.poll(() => set()?.disabled).toBe(true);
    expect(on.asked('PATCH', VARIABLES)).toHaveLength(1);
  });

  it('stands below what has to be mended all the same', async () => {
    asking({ questions: ALL, checks: [SECRET, BAKED], checksCount: 2 });
    await on.sees(MAIL);
    expect(on.heading()).toBe("paper-garden can't be deployed yet");
    expect(on.words().indexOf(SECRET.message)).toBeLessThan(on.words().indexOf(MAIL));
    const primaries = [...document.querySelectorAll('.button.primary')];
    expect(primaries.map((one) => one.textContent)).toEqual(['Read the files again']);
    expect(on.button('Agree and build')?.className).toContain('plain');
    // asked below
    expect(on.words()).toContain('1 finding');
    expect(on.words()).not.toContain(BAKED.remedy);
  });

  it('can be left for later', async () => {
    asking({ questions: ALL });
    await on.press('Not now');
    await expect.poll(() => on.worker.said.some(({ call }) => call === 'job.clear')).toBe(true);
    expect(writes()).toEqual([]);
  });
});

describe('a value that a plan went on without', () => {
  it('is asked for before the checks, and by nothing else', async () => {
    shown({ questions: [MAIL_QUESTION, SUPABASE_QUESTION], checks: [MISSING], checksCount: 1 });
    await on.sees('Deploy now');
    const titles = [...document.querySelectorAll('.section h2')].map((one) => one.textContent);
    expect(titles.slice(0, 2)).toEqual(['Questions', 'Checks']);
    expect(on.words()).not.toContain('Give VITE_MAIL_KEY a value');
    expect(on.words()).toContain('Answer its question, or give it a value in the variables of');

    const set = 'Set and make a new plan';
    expect(on.button(set)?.disabled).toBe(true);
    on.type(SUPABASE, 'sb_publishable_1');
    await on.press(set);
    await expect.poll(() => on.asked('POST', PLANS).length).toBe(1);
    expect(on.asked('PATCH', VARIABLES)).toEqual([
      { set: { VITE_SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_1' } },
    ]);
    expect(writes()).toEqual([`PATCH ${VARIABLES}`, `POST ${PLANS}`]);
  });

  it('does not hold up the approval', async () => {
    shown({ questions: [MAIL_QUESTION] });
    await on.sees('Deploy now');
    expect(on.button('Deploy now')?.disabled).toBe(false);
    expect(document.querySelectorAll('.button.primary')).toHaveLength(1);
  });
});

describe('what is only read in the sources', () => {
  const inShort = (): string => document.querySelector('.in-short')?.textContent ?? '';

  it('is folded away after the findings, and is none of them', async () => {
    shown({ checks: [MISSING, ...NOTES], checksCount: 1 });
    await on.sees('Deploy now');
    const fold = [...document.querySelectorAll('details')].find(
      (one) => one.querySelector('.fold-title')?.textContent === 'Notes (2)',
    )!;
    expect(fold.open).toBe(false);
    expect(fold.textContent).toContain(NOTES[1]!.message);
    const section = [...document.querySelectorAll('.section')].find(
      (one) => one.querySelector('h2')?.textContent === 'Checks',
    )!;
    expect(section.querySelector('.aside')?.textContent).toBe('1 finding');
    expect(section.textContent).not.toContain(NOTES[1]!.message);
    expect(inShort()).toContain('Checks:1 finding');
    expect(on.words()).not.toMatch(/and \d+ more/);
    // what the code goes without can still have a value
    expect(fold.textContent).toContain('Give VITE_STATS_ID a value');
  });

  it('makes no section of checks by itself', async () => {
    shown({ checks: NOTES, checksCount: 0 });
    await on.sees('Notes (2)');
    expect([...document.querySelectorAll('h2')].map((one) => one.textContent)).not.toContain(
      'Checks',
    );
    expect(inShort()).not.toContain('Checks');
  });

  it('is not what is left out of a long list', () => {
    expect(findingsLeftOut(plan({ checks: [MISSING, ...NOTES], checksCount: 1 }))).toBe(0);
    expect(findingsLeftOut(plan({ checks: [MISSING, ...NOTES], checksCount: 41 }))).toBe(40);
  });
});

describe('the offers that are taken up', () => {
  it.each([
    [undefined, ['a'], 'a'],
    ['', ['a'], 'a'],
    ['b', ['a'], 'b,a'],
    ['a,b', ['a'], 'a,b'],
    ['b', ['a', 'c'], 'b,a,c'],
  ])('%j and %j are %j', (before, offers, after) => expect(withOffers(before, offers)).toBe(after));
});
