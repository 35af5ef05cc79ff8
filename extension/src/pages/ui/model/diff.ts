export type LineKind = 'added' | 'removed' | 'same' | 'place';

export interface DiffLine {
  kind: LineKind;
  text: string;
  /** Line number before and after; null where the line is not in that side. */
  before: number | null;
  after: number | null;
}

const PLACE = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/;

/** The lines of a unified diff with their numbers; its file headers are left out. */
export function diffLines(unified: string): DiffLine[] {
  const lines: DiffLine[] = [];
  let before = 0;
  let after = 0;
  let begun = false;
  for (const text of unified.replace(/\n$/, '').split('\n')) {
    const place = PLACE.exec(text);
    if (place) {
      begun = true;
      before = Number(place[1]);
      after = Number(place[2]);
      lines.push({ kind: 'place', text, before: null, after: null });
    } else if (begun && text.startsWith('+')) {
      lines.push({ kind: 'added', text: text.slice(1), before: null, after: after++ });
    } else if (begun && text.startsWith('-')) {
      lines.push({ kind: 'removed', text: text.slice(1), before: before++, after: null });
    } else if (begun && text.startsWith(' ')) {
      lines.push({ kind: 'same', text: text.slice(1), before: before++, after: after++ });
    }
  }
  return lines;
}

/** How many lines were added and removed. */
export function diffSize(lines: readonly DiffLine[]): { added: number; removed: number } {
  return {
    added: lines.filter((line) => line.kind === 'added').length,
    removed: lines.filter((line) => line.kind === 'removed').length,
  };
}
