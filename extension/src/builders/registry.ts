import type { BuilderAdapter } from './adapter.ts';

export const adapters: readonly BuilderAdapter[] = [];
