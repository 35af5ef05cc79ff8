import { ExportFailure, type BuilderAdapter } from '../adapter.ts';

const PROJECT = /^\/projects\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\/|$)/i;

export const lovable: BuilderAdapter = {
  builder: 'lovable',
  label: 'Lovable',
  match: (url) => url.protocol === 'https:' && url.hostname === 'lovable.dev',
  projectId: (url) => PROJECT.exec(url.pathname)?.[1]?.toLowerCase() ?? null,
  dock: () => null,
  isBusy: () => false,
  export: () =>
    Promise.reject(
      new ExportFailure('none', 'export.unsupported', 'Not yet.', 'Use a downloaded zip.'),
    ),
};
