/** What guards are made of: small questions about a value that came from outside. */
export type Fields = Record<string, unknown>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether it has all of `needed`, and beside them nothing but `optional`. */
export function hasFields(
  value: unknown,
  needed: readonly string[],
  optional: readonly string[] = [],
): value is Fields {
  return (
    isFields(value) &&
    needed.every((name) => Object.hasOwn(value, name)) &&
    Object.keys(value).every((name) => needed.includes(name) || optional.includes(name))
  );
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

export function isFilledText(value: unknown): value is string {
  return isText(value) && value !== '';
}

/** A whole number from zero up, as counts, ids and sequence numbers are. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

export function isOneOf<T extends string>(value: unknown, all: readonly T[]): value is T {
  return isText(value) && (all as readonly string[]).includes(value);
}
