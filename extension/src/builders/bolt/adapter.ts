import { ExportFailure, type BuilderAdapter } from '../adapter.ts';

const PROJECT = /^\/~\/([a-z0-9][a-z0-9_-]{2,63})(?:\/|$)/i;

export const bolt: BuilderAdapter = {
  builder: 'bolt',
  label: 'Bolt',
  match: (url) => url.protocol === 'https:' && url.hostname === 'bolt.new',
  projectId: (url) => PROJECT.exec(url.pathname)?.[1] ?? null,
  dock: () => null,
  isBusy: () => false,
  export: () =>
    Promise.reject(
      new ExportFailure('none', 'export.unsupported', 'Not yet.', 'Use a downloaded zip.'),
    ),
};
