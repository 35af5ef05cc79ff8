// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { AppPage } from '../../../src/pages/app/AppPage.tsx';
import { Popup } from '../../../src/pages/popup/Popup.tsx';
import {
  environmentStands,
  remoteStands,
  sourceStands,
} from '../../../src/pages/ui/model/drift.ts';
import type { Answer } from '../../gallery/fakeChrome.ts';
import { DRIFTED, IN_STEP } from '../../gallery/fixtures.ts';
import { OUT_OF_STEP, scenario } from '../../gallery/scenes.ts';
import { stage, type Stage } from './stage.tsx';

const DRIFT = '/v1/apps/paper-garden/drift';

let on: Stage;
afterEach(() => on.close());

function at(api: Record<string, Answer>, hash = '#/apps/paper-garden'): Stage {
  location.hash = hash;
  on = stage(scenario({ projects: [], api }), () => <AppPage />);
  return on;
}

function boxes(): string[] {
  return [...document.querySelectorAll('.drift-box')].map((box) =>
    [...box.querySelectorAll('p')].map((line) => line.textContent.trim()).join(' | '),
  );
}

describe('the page of an app', () => {
  it('says from the builder over main to each environment that all is in step', async () => {
    at({ [`GET ${DRIFT}`]: { body: IN_STEP } });
    await on.sees('In step?');
    await on.sees('Nothing live');
    expect(boxes()).toEqual([
      'Builder | In step',
      'main 4f1d2c3b5a',
      'production v3 | In step',
      'staging | Nothing live',
    ]);
    expect(on.words()).not.toContain('What differs in');
  });

  it('says in words who is behind, with the files, the variables and what others changed', async () => {
    at(OUT_OF_STEP);
    await on.sees('3 changes behind');
    expect(boxes()).toEqual([
      'Builder | 2 changes not in main',
      'Git remote | 2 changes only there | Needs attention',
      'main 4f1d2c3b5a',
      'production v3 | 3 changes behind | 2 variables not live yet | Changed outside Freehold',
      'staging v4 | What is live is not known here',
    ]);
    for (const words of [
      'src/components/OldHero.tsx',
      'and 50 more',
      'VITE_MAIL_KEY',
      'Another machine made something else live in production.',
      'daemon/bin/freehold target adopt example-org',
      'daemon/bin/freehold git pull --app paper-garden',
    ]) {
      expect(on.words()).toContain(words);
    }
    expect(document.querySelector('.stack a')?.getAttribute('href')).toBe(
      '#/apps/paper-garden/conflicts',
    );
  });

  it('looks again when asked', async () => {
    at({ [`GET ${DRIFT}`]: { body: DRIFTED } });
    await on.sees('3 changes behind');
    on.worker.scenario.api[`GET ${DRIFT}`] = { body: IN_STEP };
    await on.press('Look again');
    await on.sees('Nothing live');
    expect(on.words()).not.toContain('3 changes behind');
  });

  it('says nothing of it with a daemon that can not tell', async () => {
    at({});
    await on.sees('New planter');
    expect(on.words()).not.toContain('In step?');
  });

  it('says why it could not be found out', async () => {
    at({
      [`GET ${DRIFT}`]: {
        status: 500,
        body: { code: 'bug', detail: 'Broken.', remedy: 'Report.' },
      },
    });
    await on.sees('In step?');
    await on.sees('Broken.');
  });
});

describe('the popup and the list of apps', () => {
  it('note once that an app is not in step, and nothing of one that is', async () => {
    on = stage(scenario({ projects: [], api: OUT_OF_STEP }), () => <Popup />);
    await on.sees('Not in step: 5 things differ');
    const notes = [...document.querySelectorAll<HTMLAnchorElement>('.row .live-note a')];
    expect(notes.map((one) => one.getAttribute('href'))).toEqual([
      '../app/index.html#/apps/paper-garden',
    ]);
    on.close();
    at(OUT_OF_STEP, '#/');
    await on.sees('Not in step: 5 things differ');
    expect(document.querySelectorAll('.card .live-note')).toHaveLength(1);
  });

  it('note nothing with a daemon that does not look', async () => {
    on = stage(scenario({ projects: [] }), () => <Popup />);
    await on.sees('Try the new checkout before Friday');
    expect(on.words()).not.toContain('Not in step');
  });
});

describe('what is said of one', () => {
  const production = IN_STEP.environments[0]!;
  const some = { commits: 0, files: 1, added: 1, changed: 0, removed: 0, paths: [] };

  it('counts files where no commit tells the difference', () => {
    expect(environmentStands({ ...production, behind: some })).toEqual([
      { tone: 'warn', words: '1 file behind' },
    ]);
  });

  it('is about the git source and the git remote as well', () => {
    const source = { url: 'u', branch: 'main', lookedAt: null, behind: null, trouble: null };
    expect(sourceStands(source)[0]?.words).toBe('In step');
    expect(sourceStands({ ...source, behind: { ...some, commits: 3 } })[0]?.words).toBe(
      '3 changes not taken',
    );
    const remote = { url: 'u', ahead: 1, behind: 0, lookedAt: null, trouble: null };
    expect(remoteStands(remote)[0]?.words).toBe('1 change not pushed');
    expect(remoteStands({ ...remote, ahead: 0 })[0]?.words).toBe('In step');
  });
});
