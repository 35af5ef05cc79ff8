import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { FileChanges, FileDiff, FileDiffPage } from '../daemon.ts';
import { useClient } from '../hooks/context.ts';
import { diffLines, diffSize } from '../model/diff.ts';
import { text } from '../strings.ts';
import { Fold, Waiting } from './basics.tsx';
import { useAction } from '../hooks/action.ts';
import { TroubleNotice } from './Notice.tsx';

type Change = FileDiff['change'];

const SIGNS: Record<Change, string> = { added: '+', changed: '~', removed: '−' };
const ORDER: readonly Change[] = ['changed', 'added', 'removed'];

export function FileCounts({ files }: { files: FileChanges }): JSX.Element {
  return (
    <span class="counts">
      {ORDER.map((change) => (
        <span key={change} class={files[`${change}Count`] === 0 ? 'none' : change}>
          {text.counted[change](files[`${change}Count`])}
        </span>
      ))}
    </span>
  );
}

interface FileListProps {
  files: FileChanges;
  /** Where the lines of one file are asked for, by its `path`. */
  diffPath: string;
}

/** The paths that change; each opens to the lines that change in it. */
export function FileList({ files, diffPath }: FileListProps): JSX.Element {
  return (
    <>
      {ORDER.filter((change) => files[change].length > 0).map((change) => (
        <Fold
          key={change}
          title={text.changed[change]}
          aside={files[`${change}Count`].toLocaleString('en')}
          open={change !== 'added' && files[`${change}Count`] <= 12}
        >
          <ul class="files">
            {files[change].map((path) => (
              <FileLine key={path} path={path} change={change} diffPath={diffPath} />
            ))}
          </ul>
          {files[`${change}Count`] > files[change].length && (
            <p class="hint">{text.andMore(files[`${change}Count`] - files[change].length)}</p>
          )}
        </Fold>
      ))}
    </>
  );
}

interface FileLineProps {
  path: string;
  change: Change;
  diffPath: string;
}

function FileLine({ path, change, diffPath }: FileLineProps): JSX.Element {
  const client = useClient();
  const [diff, setDiff] = useState<FileDiff | null | undefined>(undefined);
  const load = useAction(async () => {
    const address = `${diffPath}?path=${encodeURIComponent(path)}`;
    const { files } = await client.api<FileDiffPage>('GET', address);
    setDiff(files.find((file) => file.path === path) ?? null);
  });
  const open = (): void => {
    if (diff === undefined) {
      load.run();
    }
  };
  return (
    <li>
      <details class="file" onToggle={(event) => event.currentTarget.open && open()}>
        <summary>
          <Path path={path} change={change} />
        </summary>
        {load.trouble && <TroubleNotice trouble={load.trouble} />}
        {load.busy && <Waiting what={text.loadingDiff} />}
        {diff === null && <p class="hint">{text.noDiff}</p>}
        {diff && <DiffText diff={diff} />}
      </details>
    </li>
  );
}

/** A path, its folders less loud than its name. */
export function FilePath({ path, said }: { path: string; said?: string }): JSX.Element {
  const cut = path.lastIndexOf('/') + 1;
  return (
    <span class="path" title={path}>
      <span class="folder">{path.slice(0, cut)}</span>
      {path.slice(cut)}
      {said !== undefined && <span class="unseen">, {said}</span>}
    </span>
  );
}

export function Path({ path, change }: { path: string; change: Change }): JSX.Element {
  return (
    <>
      <span class={`sign ${change}`} aria-hidden="true">
        {SIGNS[change]}
      </span>
      <FilePath path={path} said={text.changed[change]} />
    </>
  );
}

export function DiffText({ diff }: { diff: FileDiff }): JSX.Element {
  const lines = useMemo(() => diffLines(diff.textDiff ?? ''), [diff]);
  if (diff.binary || diff.textDiff === null) {
    return <p class="hint">{text.binary}</p>;
  }
  const size = diffSize(lines);
  return (
    <div class="diff" role="region" tabIndex={0} aria-label={text.diffOf(diff.path, size)}>
      <table>
        <tbody>
          {lines.map((line, at) => (
            <tr key={at} class={line.kind}>
              <td class="number">{line.before ?? ''}</td>
              <td class="number">{line.after ?? ''}</td>
              <td class="line">{line.text === '' ? ' ' : line.text}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {diff.truncated && <p class="hint">{text.diffCut}</p>}
    </div>
  );
}
