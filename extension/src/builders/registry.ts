import type { BuilderAdapter } from './adapter.ts';
import { base44 } from './base44/adapter.ts';
import { bolt } from './bolt/adapter.ts';
import { lovable } from './lovable/adapter.ts';

/** Every builder that Freehold knows. */
export const adapters: readonly BuilderAdapter[] = [lovable, bolt, base44];

/** The builder whose editor this address is of, on any page of it. */
export function adapterFor(url: URL): BuilderAdapter | null {
  return adapters.find((adapter) => adapter.match(url)) ?? null;
}
