import type { BuilderAdapter } from '../adapter.ts';
import { dockBeside } from '../dock.ts';
import { climb } from '../ladder.ts';
import { exportLovable } from './export.ts';
import { lovableLadders } from './selectors.ts';

const PROJECT = /^\/projects\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\/|$)/i;

export const lovable: BuilderAdapter = {
  builder: 'lovable',
  label: 'Lovable',
  match: (url) => url.protocol === 'https:' && url.hostname === 'lovable.dev',
  projectId: (url) => PROJECT.exec(url.pathname)?.[1]?.toLowerCase() ?? null,
  hosting: (projectId) => `https://id-preview--${projectId}.lovable.app`,
  dock: (document) => dockBeside(lovableLadders.publish, document),
  isBusy: (document) => climb(lovableLadders.busy, document) !== null,
  export: exportLovable,
};
