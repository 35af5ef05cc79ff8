import { adapters } from '../builders/registry.ts';
import type { Project } from '../protocol/messages.ts';

/** The project that this address is of; null when no builder's adapter knows it. */
export function projectAt(address: string | undefined): Project | null {
  if (address === undefined || !URL.canParse(address)) return null;
  const url = new URL(address);
  const adapter = adapters.find((each) => each.match(url));
  const id = adapter?.projectId(url) ?? null;
  return adapter === undefined || id === null ? null : { builder: adapter.builder, id };
}

export function keyOf(project: Project): string {
  return `${project.builder}/${project.id}`;
}
