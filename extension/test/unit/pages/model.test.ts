import { describe, expect, it } from 'vitest';
import { bytes, count, duration } from '../../../src/pages/ui/model/amounts.ts';
import { diffLines, diffSize } from '../../../src/pages/ui/model/diff.ts';
import { liveOnes, messageOf, rollbackFrom } from '../../../src/pages/ui/model/history.ts';
import { projectIn } from '../../../src/pages/ui/model/links.ts';
import { missingVariable, requestIdFor } from '../../../src/pages/ui/model/plan.ts';
import {
  answerTo,
  failingLines,
  instructionIn,
  lineIn,
  isOfTheApp,
  runnable,
} from '../../../src/pages/ui/model/problems.ts';
import { isAppName, projectName, suggestedSlug } from '../../../src/pages/ui/model/slug.ts';
import { stateWord } from '../../../src/pages/ui/model/states.ts';
import { ago, took } from '../../../src/pages/ui/model/time.ts';
import { hrefOf, routeOf, type Route } from '../../../src/pages/app/route.ts';
import { jobOf, stageOf } from '../../../src/pages/panel/flow.ts';
import {
  APP,
  deployment,
  HISTORY,
  INDEX_DIFF,
  job,
  MISSING,
  NOW,
  plan,
  SECRET,
} from '../../gallery/fixtures.ts';

describe('amounts are told the way people say them', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1536, '1.5 KB'],
    [2_412_544, '2.3 MB'],
    [3 * 1024 ** 3, '3.0 GB'],
  ])('%d bytes are %s', (amount, words) => expect(bytes(amount)).toBe(words));

  it.each([
    [18.4, '18 ms'],
    [13_420, '13.4 s'],
    [60_000, '1 min'],
    [125_000, '2 min 5 s'],
    [3_600_000, '1 h'],
    [5_400_000, '1 h 30 min'],
  ])('%d milliseconds are %s', (millis, words) => expect(duration(millis)).toBe(words));

  it('one is not many', () => {
    expect(count(1, 'file')).toBe('1 file');
    expect(count(1204, 'file')).toBe('1,204 files');
  });
});

describe('time', () => {
  it.each([
    [2_000, 'just now'],
    [30_000, '30 seconds ago'],
    [60_000, '1 minute ago'],
    [7_200_000, '2 hours ago'],
    [3 * 86_400_000, '3 days ago'],
    [40 * 86_400_000, '2026-01-31'],
    [-5_000, 'just now'],
  ])('%d milliseconds before is %s', (before, words) =>
    expect(ago(new Date(NOW - before).toISOString(), NOW)).toBe(words),
  );

  it('what is not over has taken until now', () => {
    const from = new Date(NOW - 1500).toISOString();
    expect(took(from, null, NOW)).toBe(1500);
    expect(took(from, new Date(NOW - 500).toISOString(), NOW)).toBe(1000);
  });
});

describe('a unified diff', () => {
  it('gives each line its kind and its numbers, and leaves the file headers out', () => {
    const lines = diffLines(INDEX_DIFF);
    expect(lines.map((line) => line.kind).slice(0, 6)).toEqual([
      'place',
      'same',
      'same',
      'removed',
      'added',
      'added',
    ]);
    expect(lines[3]).toMatchObject({ before: 10, after: null });
    expect(lines[4]).toMatchObject({ before: null, after: 10 });
    expect(diffSize(lines)).toEqual({ added: 2, removed: 1 });
  });

  it('takes a removed line that looks like a header for what it is', () => {
    expect(diffLines('@@ -1 +0,0 @@\n--- x')).toMatchObject([
      {},
      { kind: 'removed', text: '-- x' },
    ]);
  });
});

describe('names', () => {
  it.each([
    ['Paper Garden – Lovable', 'paper-garden'],
    ['Café Ümläut | Bolt', 'cafe-umlaut'],
    ['api', 'api-app'],
    ['日本語', ''],
    ['x'.repeat(60), 'x'.repeat(40)],
    ['Lovable', 'lovable'],
  ])('the title %s suggests %s', (title, slug) => expect(suggestedSlug(title)).toBe(slug));

  it.each(['my-app', 'a1'])('%s can be an app', (name) => expect(isAppName(name)).toBe(true));
  it.each(['', 'My-App', 'a--b', '-a', 'www', 'a'.repeat(41)])('%s can not be an app', (name) =>
    expect(isAppName(name)).toBe(false),
  );

  it("a project's name is its title without the builder's", () =>
    expect(projectName('Invoices - Base44')).toBe('Invoices'));
});

describe('the history', () => {
  it('is live in each environment what put there the live release last', () => {
    expect([...liveOnes(HISTORY, [APP])]).toEqual(['D4', 'D3']);
  });

  it('goes from what is live to the release before, and from an older one to itself', () => {
    const [, production] = [null, APP.environments[0]!];
    const back = { kind: 'rollback', environment: 'production' };
    expect(rollbackFrom(HISTORY[1]!, production, true)).toEqual(back);
    expect(rollbackFrom(HISTORY[2]!, production, false)).toEqual({ ...back, release: 'v2' });
  });

  it.each(['watch.left-live', 'watch.line-lost'])('is live also after %s', (code) => {
    const left = deployment({ state: 'failed', error: { code, message: '', remedy: '' } });
    expect([...liveOnes([left], [APP])]).toEqual(['D3']);
    expect(rollbackFrom(left, APP.environments[0]!, true)).toMatchObject({ kind: 'rollback' });
  });

  it('offers no way back to what never was live, nor from the first release', () => {
    const production = APP.environments[0]!;
    expect(rollbackFrom(HISTORY[3]!, production, false)).toBeNull();
    expect(rollbackFrom(deployment({ previousRelease: null }), production, true)).toBeNull();
    expect(rollbackFrom(deployment({}), null, false)).toBeNull();
  });

  it('prefers what a person said to what the commit says', () => {
    expect(messageOf(deployment({ reason: 'why' }))).toBe('why');
    expect(messageOf(deployment({ reason: '', commitMessage: 'first\n\nmore' }))).toBe('first');
  });

  it('says a state in a word and a tone', () =>
    expect(stateWord('switched-back')).toEqual({ word: 'Switched back', tone: 'bad' }));
});

describe('what a person may do about a plan that came to nothing', () => {
  const failed = (code: string) =>
    plan({ state: 'failed', checks: [], error: { code, message: '', remedy: '' } });

  it.each([
    ['sandbox.missing', 'consent-unsandboxed'],
    ['sandbox.refused', 'consent-unsandboxed'],
    ['intake.shrink', 'allow-shrink'],
    ['build.failed', 'try-again'],
  ])('%s asks for %s', (code, answer) => expect(answerTo(failed(code))).toBe(answer));

  it('a failing program is heard before the daemon', () =>
    expect(failingLines('one\ntwo\nThe build failed.')).toEqual({
      lines: ['one', 'two'],
      sentence: 'The build failed.',
    }));

  it.each([
    ["Run 'freehold browser install', then try again.", '', 'browser install', ''],
    ['Run: freehold doctor', '', 'doctor', ''],
    [
      'Update Freehold, then run: freehold browser install',
      'Update Freehold',
      'browser install',
      '',
    ],
    [
      "Run 'freehold daemon run' to see, or look at /h/log.",
      '',
      'daemon run',
      'to see, or look at /h/log.',
    ],
    [
      "Let the system start it: run 'freehold daemon install'.",
      'Let the system start it',
      'daemon install',
      '',
    ],
  ])('finds the command in “%s”', (remedy, before, command, after) =>
    expect(instructionIn(remedy)).toEqual({
      before,
      command: `daemon/bin/freehold ${command}`,
      after,
    }),
  );

  it('finds none where there is none, or more than one', () => {
    expect(instructionIn('Wait a moment.')).toBeNull();
    expect(lineIn('Wait a moment.')).toBeNull();
    expect(lineIn('Add this line:\nssh-ed25519 AAAA freehold\nThen try again.')).toEqual({
      before: 'Add this line:',
      command: 'ssh-ed25519 AAAA freehold',
      after: 'Then try again.',
    });
    expect(instructionIn("Try 'freehold plan', or 'freehold deploy'.")).toBeNull();
  });

  it('makes commands such that they run without any setting up', () => {
    expect(runnable("Look at 'freehold history', then deploy.")).toBe(
      "Look at 'daemon/bin/freehold history', then deploy.",
    );
    expect(runnable('Set it: freehold var set A=...')).toContain('daemon/bin/freehold var');
    for (const words of [
      'Freehold is old.',
      '/usr/bin/freehold is a link.',
      'daemon/bin/freehold plan',
    ]) {
      expect(runnable(words)).toBe(words);
    }
  });

  it('knows when it is the app that must be mended', () => {
    const ended = (code: string, kind: 'deploy' | 'rollback' = 'deploy') =>
      isOfTheApp(deployment({ kind, state: 'failed', error: { code, message: '', remedy: '' } }));
    expect(['gate.blank-page', 'watch.failed'].map((code) => ended(code))).toEqual([true, true]);
    expect(['gate.no-browser', 'ssh.unreachable'].map((code) => ended(code))).toEqual([
      false,
      false,
    ]);
    expect(ended('gate.blank-page', 'rollback')).toBe(false);
  });

  it('names the variable that is missing', () => {
    expect(missingVariable(MISSING)).toBe('VITE_MAIL_KEY');
    expect(missingVariable(SECRET)).toBeNull();
  });

  it('approves one plan under one request id, and the next under another', () => {
    const kept = new Map<string, string>();
    const store = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    const first = requestIdFor(plan({}), store);
    expect(requestIdFor(plan({}), store)).toBe(first);
    expect(requestIdFor(plan({ id: 'P2' }), store)).not.toBe(first);
  });
});

describe('addresses', () => {
  it.each<[string, Route]>([
    ['#/', { page: 'apps' }],
    ['#/apps/a', { page: 'app', slug: 'a' }],
    ['#/apps/a/compare/D1/D2', { page: 'compare', slug: 'a', from: 'D1', to: 'D2' }],
    ['#/settings', { page: 'settings' }],
    ['#/settings/a', { page: 'variables', slug: 'a' }],
  ])('%s leads there and back', (hash, route) => {
    expect(routeOf(hash)).toEqual(route);
    expect(hrefOf(route)).toBe(hash);
  });

  it('what leads nowhere leads to all apps', () => {
    expect(routeOf('')).toEqual({ page: 'apps' });
    expect(routeOf('#/apps/%E0%A4%A')).toEqual({ page: 'app', slug: '%E0%A4%A' });
  });

  it('a panel takes a project only from a builder that there is', () => {
    expect(projectIn('?project=bolt/sb1-x')).toEqual({ builder: 'bolt', id: 'sb1-x' });
    expect(projectIn('?project=evil/x')).toBeNull();
    expect(projectIn('?project=bolt/')).toBeNull();
    expect(projectIn('')).toBeNull();
  });
});

describe('the stage of a project', () => {
  it('waits until it is known whether the project is an app', () => {
    expect(stageOf(null, undefined, null)).toEqual({ at: 'loading' });
    expect(stageOf(job({}), undefined, null)).toEqual({ at: 'loading' });
  });

  it('asks for a name only when there is none', () => {
    expect(stageOf(job({}), null, null)).toMatchObject({ at: 'naming' });
    expect(stageOf(job({}), null, 'mine')).toMatchObject({ at: 'change', app: 'mine' });
    expect(stageOf(job({}), APP, null)).toMatchObject({ at: 'change', app: 'paper-garden' });
    expect(stageOf(job({ app: 'kept' }), undefined, null)).toMatchObject({ app: 'kept' });
  });

  it("takes no other project's job", () => {
    expect(jobOf([job({})], { builder: 'bolt', id: 'x' })).toBeNull();
  });

  it('waits until the worker knows its jobs', () => {
    expect(stageOf(jobOf(null, job({}).project), null, null)).toEqual({ at: 'loading' });
  });
});
