import type { BuilderAdapter } from '../adapter.ts';
import { dockBeside } from '../dock.ts';
import { climb } from '../ladder.ts';
import { boltProject, isBolt } from './address.ts';
import { exportBolt } from './export.ts';
import { boltLadders } from './selectors.ts';

export const bolt: BuilderAdapter = {
  builder: 'bolt',
  label: 'Bolt',
  match: isBolt,
  projectId: boltProject,
  hosting: () => null,
  dock: (document) => dockBeside(boltLadders.publish, document),
  isBusy: (document) => climb(boltLadders.busy, document) !== null,
  export: exportBolt,
};
