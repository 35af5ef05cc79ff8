import { ExportFailure, type BuilderAdapter } from '../adapter.ts';

const PROJECT = /^\/apps\/([0-9a-f]{24})(?:\/|$)/;

export const base44: BuilderAdapter = {
  builder: 'base44',
  label: 'Base44',
  match: (url) => url.protocol === 'https:' && url.hostname === 'app.base44.com',
  projectId: (url) => PROJECT.exec(url.pathname)?.[1] ?? null,
  dock: () => null,
  isBusy: () => false,
  export: () =>
    Promise.reject(
      new ExportFailure('none', 'export.unsupported', 'Not yet.', 'Use a downloaded zip.'),
    ),
};
