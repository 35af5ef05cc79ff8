import type { BuilderAdapter } from '../adapter.ts';
import { dockBeside } from '../dock.ts';
import { climb } from '../ladder.ts';
import { exportBase44 } from './export.ts';
import { base44Ladders } from './selectors.ts';

const PROJECT = /^\/apps\/([0-9a-f]{24})(?:\/|$)/;

export const base44: BuilderAdapter = {
  builder: 'base44',
  label: 'Base44',
  match: (url) => url.protocol === 'https:' && url.hostname === 'app.base44.com',
  projectId: (url) => PROJECT.exec(url.pathname)?.[1] ?? null,
  hosting: () => null,
  dock: (document) => dockBeside(base44Ladders.publish, document),
  isBusy: (document) => climb(base44Ladders.busy, document) !== null,
  export: exportBase44,
};
