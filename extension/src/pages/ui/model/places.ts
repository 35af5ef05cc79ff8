import type { Driver, DriverField, PlacedEnvironment, Target } from '../daemon.ts';

export interface Places {
  targets: Target[];
  /** Of the kinds that can be connected. */
  drivers: Driver[];
}

/** The kind of a place that was connected; null for one that every machine has. */
export function driverOf(places: Places, target: Target): Driver | null {
  return places.drivers.find(({ kind }) => kind === target.kind) ?? null;
}

export function takesDomain(places: Places, name: string): boolean {
  const target = places.targets.find((one) => one.name === name);
  return target !== undefined && (driverOf(places, target)?.traits.takesDomain ?? false);
}

/** An environment as the place knows it where it runs. */
export function placed(
  places: Places,
  app: string,
  environment: string,
): PlacedEnvironment | undefined {
  return places.targets
    .flatMap((target) => target.environments)
    .find((one) => one.app === app && one.environment === environment);
}

/** What is sent of what was entered: what was left empty is not. */
export function filled(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values)
      .map(([name, value]) => [name, value.trim()] as const)
      .filter(([, value]) => value !== ''),
  );
}

export function isComplete(
  fields: readonly DriverField[],
  values: Record<string, string>,
): boolean {
  const given = filled(values);
  return fields.every(({ name, isRequired }) => !isRequired || given[name] !== undefined);
}

/** Where the proposals for a field come from, each once. */
export function sources({ found }: DriverField): string {
  return [...new Set(found.map(({ from }) => from))].join(', ');
}

/** The daemon's rules for names of places and domains; it has the last word. */
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

export function isPlaceName(name: string): boolean {
  return LABEL.test(name);
}

export function isDomain(name: string): boolean {
  return name.length <= 253 && DOMAIN.test(name);
}
