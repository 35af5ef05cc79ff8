// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { AppPage } from '../../../src/pages/app/AppPage.tsx';
import { hrefOf, routeOf } from '../../../src/pages/app/route.ts';
import { Panel } from '../../../src/pages/panel/Panel.tsx';
import { sideLines } from '../../../src/pages/ui/model/conflicts.ts';
import type { Answer } from '../../gallery/fakeChrome.ts';
import { CONFLICTS, job, MARIGOLD, plan, PLANTER, STUCK } from '../../gallery/fixtures.ts';
import { CONFLICTS_PATH, IN_CONFLICT, scenario } from '../../gallery/scenes.ts';
import { stage, type Stage } from './stage.tsx';

const LIST = `GET ${CONFLICTS_PATH}`;
const SOLUTION = `${CONFLICTS_PATH}/solution`;
const PLANS = '/v1/apps/paper-garden/plans';
const [FIRST, SECOND, THIRD, FOURTH] = CONFLICTS.files.map(({ path }) => path);

let on: Stage;
afterEach(() => on.close());

function at(
  api: Record<string, Answer> = {},
  hash = '#/apps/paper-garden/conflicts/staging',
): Stage {
  location.hash = hash;
  on = stage(scenario({ api: { ...IN_CONFLICT, ...api } }), () => <AppPage />);
  return on;
}

function refusal(code: string): Answer {
  return { status: 409, body: { code, detail: 'It moved.', remedy: 'Look again.' } };
}

/** Chooses a side of one file, as a person who reads its legend does. */
function take(path: string, side: 'main' | 'builder'): void {
  const group = [...document.querySelectorAll('fieldset')].find(
    (one) => one.querySelector('legend')?.textContent === `Whose side of ${path}?`,
  );
  group?.querySelector<HTMLInputElement>(`input[value=${side}]`)?.click();
}

function open(path: string): void {
  const fold = [...document.querySelectorAll<HTMLDetailsElement>('.conflict .fold')].find(
    (one) => one.querySelector('.path')?.getAttribute('title') === path,
  )!;
  fold.open = true;
  fold.dispatchEvent(new Event('toggle'));
}

function rows(side: 'main' | 'builder', place: number): string[] {
  const shown = document.querySelectorAll(`.one-side.${side}`)[place];
  return [...(shown?.querySelectorAll('tr') ?? [])].map((row) => row.textContent);
}

describe('the conflicts of an export with main', () => {
  it('are listed with what each side did to the file', async () => {
    at();
    await on.sees('Both changed it in 2 places.');
    expect(on.heading()).toBe('Conflicts in paper-garden');
    expect(
      [...document.querySelectorAll('.conflict-name .path')].map((one) => one.textContent),
    ).toEqual([FIRST, SECOND, THIRD, FOURTH]);
    for (const words of [
      '2 exports of the builder and your developers changed the same places.',
      'The builder removed it, and your developers changed it.',
      'Take ours (it stays removed)',
    ]) {
      expect(on.words()).toContain(words);
    }
  });

  it('are read from every page, because they are settled as a whole', async () => {
    at({
      [LIST]: { body: { ...CONFLICTS, files: CONFLICTS.files.slice(0, 3), next: THIRD } },
      [`${LIST}?after=${encodeURIComponent(THIRD!)}`]: {
        body: { ...CONFLICTS, files: CONFLICTS.files.slice(3) },
      },
    });
    await on.sees('4 files');
    expect(document.querySelectorAll('.conflict')).toHaveLength(4);
  });

  it('show both sides next to each other, at the same height and with the lines of main counted', async () => {
    at();
    await on.sees(FIRST!);
    open(FIRST!);
    await on.sees('Place 1 of 2, from line 12');
    expect(rows('main', 0).map((row) => row.trim().slice(0, 16))).toEqual([
      '10export functio',
      '11  return (',
      '12    <section c',
      '13      <h2 clas',
      '14      <SeedCou',
      '15      {seeds.m',
      '16        <Seed ',
    ]);
    expect(rows('builder', 0).map((row) => row.trim())).toEqual([
      'export function Planter({ seeds, onWater }: PlanterProps) {',
      'return (',
      '<section className="grid gap-6 md:grid-cols-2">',
      '',
      '',
      '{seeds.map((seed) => (',
      '<Seed key={seed.id} seed={seed} />',
    ]);
    expect(rows('main', 1).at(-1)).toBe('No lines here.');
    expect(
      [...document.querySelectorAll('.one-side .diff')].map((one) =>
        one.getAttribute('aria-label'),
      ),
    ).toContain(`The builder's export: ${PLANTER.path} from line 31`);
  });

  it('tell the sizes of what is no text', async () => {
    at();
    await on.sees(THIRD!);
    open(MARIGOLD.path);
    await on.sees('50.7 KB');
    expect(on.words()).toContain('no such file');
  });

  it('are settled with a choice for each, and say what became of them', async () => {
    at();
    await on.sees('Chosen for 0 of 4 files.');
    expect(on.button('Settle')?.disabled).toBe(true);
    await on.press('Take ours for all');
    await on.sees('Every file has a choice.');
    take(FIRST!, 'builder');
    const ticks = [
      ...document.querySelectorAll<HTMLInputElement>('.conflict input[type=checkbox]'),
    ];
    await on.press('Settle');
    await on.sees('The conflicts in paper-garden are settled');
    expect(ticks).toHaveLength(4);
    expect(on.asked('POST', SOLUTION)).toEqual([
      {
        main: CONFLICTS.main,
        builder: CONFLICTS.builder,
        take: { [FIRST!]: 'builder', [SECOND!]: 'main', [THIRD!]: 'main', [FOURTH!]: 'main' },
        own: [],
      },
    ]);
    expect(on.words()).toContain('77aa12cd90');
    expect(document.activeElement?.textContent).toBe('The conflicts in paper-garden are settled');
  });

  it('make a file the developers’ own only where theirs is taken', async () => {
    at();
    await on.sees(FIRST!);
    await on.press('Take ours for all');
    await on.sees('From now on, exports do not touch this file');
    for (const tick of document.querySelectorAll<HTMLInputElement>(
      '.conflict input[type=checkbox]',
    )) {
      tick.click();
    }
    take(SECOND!, 'builder');
    await on.press('Settle');
    await on.sees('No export touches it any more.');
    expect(on.asked('POST', SOLUTION)).toMatchObject([{ own: [FIRST, THIRD, FOURTH] }]);
  });

  it('lead to a plan of what is on main then, for the environment that one was made for', async () => {
    at({
      [`POST ${PLANS}`]: { status: 202, body: plan({ environment: 'staging' }) },
      'GET /v1/plans/P1': { body: plan({ environment: 'staging' }) },
    });
    await on.press("Take the builder's for all");
    await on.press('Settle');
    await on.press('Make the plan for staging again');
    await on.sees('Deploy now');
    expect(on.asked('POST', PLANS)).toEqual([{ kind: 'deploy', environment: 'staging' }]);
  });

  it.each(['git.conflict-moved', 'git.conflict-none'])(
    'are read again, and nothing is chosen any more, after %s',
    async (code) => {
      at({ [`POST ${SOLUTION}`]: refusal(code) });
      await on.press('Take ours for all');
      on.worker.scenario.api[LIST] = {
        body: { ...CONFLICTS, main: 'f'.repeat(40), total: 1, files: [CONFLICTS.files[0]] },
      };
      await on.press('Settle');
      await on.sees('Chosen for 0 of 1 file.');
      expect(on.words()).toContain('This is how it is now: choose again.');
      expect(on.button('Settle')?.disabled).toBe(true);
    },
  );

  it('stay as they are chosen when the daemon refuses for another reason', async () => {
    at({ [`POST ${SOLUTION}`]: refusal('app.owned-path-too-many') });
    await on.press('Take ours for all');
    await on.press('Settle');
    await on.sees('app.owned-path-too-many');
    expect(on.words()).toContain('Every file has a choice.');
  });

  it('that no choice settles have a way with commands, and no button that promises more', async () => {
    at({ [LIST]: { body: STUCK } });
    await on.sees('Only in a checkout');
    expect([...document.querySelectorAll('.command code')].map((one) => one.textContent)).toEqual([
      'daemon/bin/freehold app checkout ~/paper-garden-checkout --app paper-garden',
      'cd ~/paper-garden-checkout && git merge origin/builder',
      'git add --all && git commit --no-edit && git push',
    ]);
    expect(document.querySelector('input[type=radio]')).toBeNull();
    expect(on.button('Settle')?.disabled).toBe(true);
  });

  it('that are gone leave the way to a plan', async () => {
    at({ [LIST]: { body: { ...CONFLICTS, pending: false, total: 0, files: [] } } });
    await on.sees('All that the builder exported is in main.');
    expect(on.button('Make the plan for staging again')).not.toBeNull();
  });

  it('that went without the export being merged leave the way to the app', async () => {
    at(
      { [LIST]: { body: { ...CONFLICTS, total: 0, files: [] } } },
      '#/apps/paper-garden/conflicts',
    );
    await on.sees('No file is in conflict any more.');
    expect(on.button('Make a plan for production')).toBeNull();
    expect(document.querySelector('.actions a')?.getAttribute('href')).toBe('#/apps/paper-garden');
  });

  it('have addresses of their own', () => {
    for (const hash of ['#/apps/a/conflicts', '#/apps/a-b/conflicts/staging']) {
      expect(hrefOf(routeOf(hash))).toBe(hash);
    }
  });
});

describe('a plan that stopped at conflicts', () => {
  it('leads to them, whatever the daemon says of its command line', async () => {
    const stopped = plan({
      state: 'failed',
      environment: 'staging',
      checks: [],
      error: { code: 'git.conflict', message: 'The same places in: a.ts.', remedy: 'Run git.' },
    });
    on = stage(
      scenario({
        jobs: [job({ app: stopped.app, planId: stopped.id })],
        api: { 'GET /v1/plans/P1': { body: stopped } },
      }),
      () => <Panel project={job({}).project} />,
    );
    await on.sees('Settle the conflicts');
    const link = document.querySelector<HTMLAnchorElement>('a.button.primary');
    expect(link?.getAttribute('href')).toBe(
      '../app/index.html#/apps/paper-garden/conflicts/staging',
    );
    expect(link?.target).toBe('_blank');
    expect(on.words()).not.toContain('Run git.');
    expect(on.button('Try again')).not.toBeNull();
  });
});

describe('the lines of a side', () => {
  it('are counted from the first line around them', () => {
    expect(sideLines(['b'], { before: ['a'], after: ['c'] }, 7)).toEqual([
      { text: 'a', isOwn: false, number: 6 },
      { text: 'b', isOwn: true, number: 7 },
      { text: 'c', isOwn: false, number: 8 },
    ]);
  });
});
