import type { Faults } from './faults.ts';
import type { Site } from './http.ts';
import type { FakeProject, Variant } from './project.ts';

/** What the fakes of all builders have in common. */
export interface FakeBuilder extends Site {
  readonly faults: Faults;
  variant: Variant;
  add(project: FakeProject): FakeProject;
  /** Everything as at the beginning, except the projects. */
  reset(): void;
  urlOf(project: FakeProject): string;
}
