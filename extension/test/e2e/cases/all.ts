import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import type { FakeBuilder } from '../../fakes/fakeBuilder.ts';
import { Stage, type BuilderUnderTest } from '../../support/stage.ts';
import { crashes } from './crashes.ts';
import { deploying } from './deploying.ts';
import { forgeries } from './forgeries.ts';
import { history } from './history.ts';
import { refusals } from './refusals.ts';

/** The cases that every builder must pass, and then the ones of this builder alone. */
export function casesOf<F extends FakeBuilder>(
  under: BuilderUnderTest<F>,
  own: (stage: () => Stage<F>) => void,
): void {
  let set: Stage<F> | undefined;
  const stage = (): Stage<F> => {
    if (!set) throw new Error('the stage is not set');
    return set;
  };
  beforeAll(async () => {
    set = await Stage.set(under);
  });
  afterEach(async (test) => {
    if (test.task.result?.state === 'fail') await stage().pictureAll(`failed/${test.task.name}`);
    await stage().clear();
  });
  afterAll(() => set?.world.end());

  describe('deploying', () => deploying(stage));
  describe('refusals', () => refusals(stage));
  describe('crashes', () => crashes(stage));
  describe('history', () => history(stage));
  describe('forgeries', () => forgeries(stage));
  describe(`of ${under.name} alone`, () => own(stage));
}
