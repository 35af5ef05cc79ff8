import type { FakeBase44 } from '../fakes/base44/base44.ts';
import type { FakeBolt } from '../fakes/bolt/bolt.ts';
import type { FakeLovable } from '../fakes/lovable/lovable.ts';
import { DeployButton } from '../support/deployButton.ts';
import type { BuilderUnderTest } from '../support/stage.ts';
import { reloadAfterFailure } from './cases/refusals.ts';

export const lovable: BuilderUnderTest<FakeLovable> = {
  name: 'lovable',
  fake: (world) => world.lovable,
  projectId: (n) => `0f6c1f6e-2d3a-4b5c-8d7e-${n.toString(16).padStart(12, '0')}`,
  endSession: (fake) => fake.tokens.expireAll(),
  renewSession: reloadAfterFailure,
  busyPath: /\/git\/file$/,
  afterBusy: () => Promise.resolve(),
};

export const base44: BuilderUnderTest<FakeBase44> = {
  name: 'base44',
  fake: (world) => world.base44,
  projectId: (n) => `65f0a1b2c3d4e5f6${n.toString(16).padStart(8, '0')}`,
  endSession: (fake) => fake.tokens.expireAll(),
  renewSession: reloadAfterFailure,
  busyPath: /\/eject$/,
  afterBusy: () => Promise.resolve(),
};

export const bolt: BuilderUnderTest<FakeBolt> = {
  name: 'bolt',
  fake: (world) => world.bolt,
  projectId: (n) => `sb1-${n.toString(36).padStart(8, 'a')}`,
  endSession: (fake) => fake.signOut(),
  // the zip is made in the page, which tells nobody why there is none
  renewSession: async (s, { page }) => {
    await new DeployButton(page).says('Now press Export');
    s.fake.signIn();
    await page.getByRole('button', { name: 'Session' }).click();
    await page.getByRole('menuitem', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'Download' }).click();
  },
  busyPath: /^\/container\//,
  afterBusy: async (s, { page, panel, project }) => {
    await page.getByText('Download failed').waitFor();
    await panel.cancel();
    await s.press(page, project);
  },
};
