// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { AppPage } from '../../../src/pages/app/AppPage.tsx';
import { wantedOf } from '../../../src/pages/ui/model/git.ts';
import type { Answer } from '../../gallery/fakeChrome.ts';
import { GIT, GIT_LOOK, NO_GIT } from '../../gallery/fixtures.ts';
import { scenario } from '../../gallery/scenes.ts';
import { stage, type Stage } from './stage.tsx';

const PATH = '/v1/apps/paper-garden/git';

let on: Stage;
afterEach(() => on.close());

function at(api: Record<string, Answer>): Stage {
  location.hash = '#/settings/paper-garden';
  on = stage(scenario({ api }), () => <AppPage />);
  return on;
}

describe('an app without a git remote', () => {
  it('is connected once what that would do was shown', async () => {
    at({ [`POST ${PATH}/looks`]: { body: GIT_LOOK }, [`PUT ${PATH}`]: { body: GIT } });
    await on.sees('Connected to no repository.');
    expect(on.button('Connect and push')).toBeNull();
    on.type('Repository', 'mira/paper-garden');
    await on.press('Look at it');
    await on.sees('It is not there yet, and would be made, private.');
    expect(on.words()).toContain('4 releases would be pushed as tags.');
    on.worker.scenario.api[`GET ${PATH}`] = { body: GIT };
    await on.press('Connect and push');
    await on.sees('lacks 2 commits that are there.');
    expect(on.asked('POST', `${PATH}/looks`)).toEqual([{ github: 'mira/paper-garden' }]);
    expect(on.asked('PUT', PATH)).toEqual([{ github: 'mira/paper-garden', hash: '5f70' }]);
  });

  it('is not connected where the push will be refused', async () => {
    const obstacles = [{ sentence: 'It is archived.', remedy: 'Unarchive it.', certain: true }];
    at({ [`POST ${PATH}/looks`]: { body: { ...GIT_LOOK, obstacles } } });
    await on.sees('Repository');
    on.type('Repository', 'mira/paper-garden');
    await on.press('Look at it');
    await on.sees('It is archived.');
    expect(on.button('Connect and push')?.disabled).toBe(true);
  });
});

describe('an app with a git remote', () => {
  it('says how each branch stands, and the same trouble once', async () => {
    at({ [`GET ${PATH}`]: { body: GIT } });
    await on.sees('lacks 2 commits that are there.');
    expect(on.words()).toContain('has 1 commit that is not there yet.');
    expect(on.words().match(/has 2 commits on main that this machine lacks/g)).toHaveLength(1);
  });

  it('takes what is there, and pushes', async () => {
    at({
      [`GET ${PATH}`]: { body: GIT },
      [`POST ${PATH}/pull`]: { body: { moved: true, commits: 2 } },
      [`POST ${PATH}/sync`]: { body: { ...GIT, lastSync: { ...GIT.lastSync, error: null } } },
    });
    await on.press('Take what is there');
    await on.sees('2 commits came to main.');
    await on.press('Push now');
    await on.sees('All is pushed.');
    expect(on.asked('POST', `${PATH}/pull`)).toEqual([{}]);
  });

  it('is disconnected after a second word', async () => {
    at({ [`GET ${PATH}`]: { body: GIT }, [`DELETE ${PATH}`]: { body: NO_GIT } });
    await on.press('Disconnect…');
    await on.sees('Nothing is removed there.');
    expect(on.asked('DELETE', PATH)).toEqual([]);
    on.worker.scenario.api[`GET ${PATH}`] = { body: NO_GIT };
    await on.press('Disconnect');
    await on.sees('Connected to no repository.');
  });
});

describe('what to connect to', () => {
  it.each([
    ['mira/paper-garden', { github: 'mira/paper-garden' }],
    [' https://git.example.org/shop.git ', { remote: 'https://git.example.org/shop.git' }],
  ])('%s is understood', (entered, wanted) => expect(wantedOf(entered)).toEqual(wanted));
});
