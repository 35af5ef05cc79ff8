const KIB = 1024;

export function bytes(amount: number): string {
  if (amount < KIB) {
    return `${amount} B`;
  }
  if (amount < KIB ** 2) {
    return `${(amount / KIB).toFixed(1)} KB`;
  }
  return amount < KIB ** 3
    ? `${(amount / KIB ** 2).toFixed(1)} MB`
    : `${(amount / KIB ** 3).toFixed(1)} GB`;
}

export function duration(millis: number): string {
  if (millis < 1000) {
    return `${Math.round(millis)} ms`;
  }
  if (millis < 60_000) {
    return `${(millis / 1000).toFixed(1)} s`;
  }
  const minutes = Math.floor(millis / 60_000);
  return minutes < 60
    ? two(minutes, 'min', Math.floor((millis % 60_000) / 1000), 's')
    : two(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}

/** As a clock that runs shows it. */
export function elapsed(millis: number): string {
  const seconds = Math.floor(millis / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function two(large: number, unit: string, small: number, part: string): string {
  return small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${part}`;
}

export function count(amount: number, thing: string): string {
  return `${amount.toLocaleString('en')} ${thing}${amount === 1 ? '' : 's'}`;
}
