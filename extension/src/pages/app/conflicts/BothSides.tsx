import type { JSX } from 'preact';
import type { ConflictPlace, ConflictSides, Fact, Side } from '../../ui/daemon.ts';
import { useFetched } from '../../ui/hooks/fetched.ts';
import { bytes } from '../../ui/model/amounts.ts';
import { sideLines, type SideLine } from '../../ui/model/conflicts.ts';
import { Fold, Waiting } from '../../ui/parts/basics.tsx';
import { Facts } from '../../ui/parts/Facts.tsx';
import { TroubleNotice } from '../../ui/parts/Notice.tsx';
import { text } from '../../ui/strings.ts';

interface BothSidesProps {
  slug: string;
  path: string;
}

const SIDES: readonly Side[] = ['main', 'builder'];

/** Both sides of one file next to each other, place by place. */
export function BothSides({ slug, path }: BothSidesProps): JSX.Element {
  const app = encodeURIComponent(slug);
  const { value, trouble } = useFetched<ConflictSides>(
    `/v1/apps/${app}/conflicts/file?path=${encodeURIComponent(path)}`,
  );
  if (!value) {
    return trouble ? <TroubleNotice trouble={trouble} /> : <Waiting what={text.loadingDiff} />;
  }
  return (
    <>
      {(value.binary || value.kind !== 'both-changed') && <Facts facts={sizesOf(value)} />}
      {value.binary && <p class="hint">{text.binary}</p>}
      {value.places.map((place, at) => (
        <Place
          key={at}
          path={path}
          place={place}
          title={text.conflicts.placeOf(at + 1, value.places.length, place.line)}
        />
      ))}
      {value.truncated && <p class="hint">{text.conflicts.cut}</p>}
    </>
  );
}

function sizesOf({ sizes }: ConflictSides): Fact[] {
  return ([...SIDES, 'base'] as const).map((side) => ({
    label: text.conflicts.side[side],
    value: sizes[side] === null ? text.conflicts.noFile : bytes(sizes[side]),
  }));
}

interface PlaceProps {
  path: string;
  place: ConflictPlace;
  title: string;
}

function Place({ path, place, title }: PlaceProps): JSX.Element {
  const longest = Math.max(...SIDES.map((side) => place[side].length));
  const label = (side: Side | 'base'): string =>
    text.conflicts.linesOf(text.conflicts.side[side], path, place.line);
  return (
    <section class="conflict-place">
      <h3>{title}</h3>
      <div class="both-sides">
        {SIDES.map((side) => (
          <div key={side} class={`one-side ${side}`}>
            <p class="side-name">{text.conflicts.side[side]}</p>
            <Lines
              label={label(side)}
              lines={sideLines(place[side], place, side === 'main' ? place.line : null)}
              // so that what is the same on both sides is at the same height
              missing={longest - place[side].length}
              gapAt={place.before.length + place[side].length}
            />
          </div>
        ))}
      </div>
      {place.base.length > 0 && (
        <Fold title={text.conflicts.side.base}>
          <Lines label={label('base')} lines={sideLines(place.base, place, null)} />
        </Fold>
      )}
    </section>
  );
}

interface LinesProps {
  label: string;
  lines: readonly SideLine[];
  /** How many lines the other side has more. */
  missing?: number;
  /** Before which of the lines they are missing. */
  gapAt?: number;
}

function Lines({ label, lines, missing = 0, gapAt = 0 }: LinesProps): JSX.Element {
  const nothing = !lines.some(({ isOwn }) => isOwn);
  const gap = Array.from({ length: missing }, (_, at) => (
    <tr key={`gap ${at}`} class={at === 0 && nothing ? 'gap' : 'gap blank'}>
      <td class="line" colSpan={2}>
        {at === 0 && nothing ? text.conflicts.noLines : ' '}
      </td>
    </tr>
  ));
  const rows = lines.map((line, at) => (
    <tr key={at} class={line.isOwn ? 'own' : 'same'}>
      {line.number !== null && <td class="number">{line.number}</td>}
      <td class="line">{line.isOwn ? <mark>{line.text || ' '}</mark> : line.text || ' '}</td>
    </tr>
  ));
  return (
    <div class="diff" role="region" tabIndex={0} aria-label={label}>
      <table>
        <tbody>{[...rows.slice(0, gapAt), ...gap, ...rows.slice(gapAt)]}</tbody>
      </table>
    </div>
  );
}
