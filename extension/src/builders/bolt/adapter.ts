import type { BuilderAdapter } from '../adapter.ts';
import { dockBeside } from '../dock.ts';
import { climb } from '../ladder.ts';
import { exportBolt } from './export.ts';
import { boltLadders } from './selectors.ts';

/** Most ids begin with `sb1-`, and those of imported repositories with `github-`. */
const PROJECT = /^\/~\/([a-z0-9][a-z0-9_-]{2,63})(?:\/|$)/i;

export const bolt: BuilderAdapter = {
  builder: 'bolt',
  label: 'Bolt',
  match: (url) => url.protocol === 'https:' && url.hostname === 'bolt.new',
  projectId: (url) => PROJECT.exec(url.pathname)?.[1] ?? null,
  dock: (document) => dockBeside(boltLadders.publish, document),
  isBusy: (document) => climb(boltLadders.busy, document) !== null,
  export: exportBolt,
};
