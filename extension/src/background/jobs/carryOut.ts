import type { Brought, Job, Project } from '../../protocol/messages.ts';
import { deleteArchive, getArchive, putArchive } from '../../store/archives.ts';
import type { JobRow, StoredArchive } from '../../store/jobs.ts';
import { Failure } from '../failure.ts';
import { sniff } from './sniff.ts';
import { empty } from './parcel.ts';
import { exportFromTab } from './tabExport.ts';
import { fetchRepository, upload, type Way } from './upload.ts';
import type { DaemonExport } from './daemonExport.ts';

export interface Route extends Way {
  hold(): () => void;
  /** A tab that shows this project now. */
  tabOf(project: Project): Promise<number | null>;
}

/** Takes the new state of the row. */
export interface Book {
  /**
   * Resolves when it is written, so that a new worker would find it.
   *
   * @throws unknown when the job was ended meanwhile
   */
  write(row: JobRow): Promise<void>;
  /** Tells it to whoever looks, and keeps it nowhere. */
  show(row: JobRow): void;
}

/**
 * From wherever the row says that the job is, to an export that the daemon has. Each stage leaves
 * behind what the next needs, so that a new worker can begin with any of them.
 *
 * @throws Failure
 */
export async function carryOut(
  row: JobRow,
  route: Route,
  signal: AbortSignal,
  book: Book,
): Promise<void> {
  const release = route.hold();
  try {
    const { source } = row.job;
    if (source.kind === 'git') {
      const fetched = await fetchRepository(route, source.url, signal);
      await book.write(uploaded(row, fetched));
      return;
    }
    const read = row.archive === null ? await readIn(row, route, signal, book) : row;
    await sendOff(read, route, signal, book);
  } finally {
    release();
  }
}

async function readIn(row: JobRow, route: Route, signal: AbortSignal, book: Book): Promise<JobRow> {
  const { archive, brought } =
    row.job.source.kind === 'file'
      ? { archive: await picked(row.job.source), brought: null }
      : await fromTab(row, route, signal, book);
  const job: Job = { ...row.job, phase: 'uploading', progress: null, rung: null };
  const next: JobRow = { archive, job: brought === null ? job : { ...job, brought } };
  await book.write(next);
  return next;
}

async function fromTab(
  row: JobRow,
  route: Route,
  signal: AbortSignal,
  book: Book,
): Promise<{ archive: StoredArchive; brought: Brought | null }> {
  const { project } = row.job;
  const tabId = row.job.tabId ?? (await route.tabOf(project));
  if (tabId === null) throw new Failure(noTab);
  const { name, bytes, brought } = await exportFromTab(tabId, project, signal, (progress, rung) => {
    book.show(changed(row, { progress, rung }));
  });
  const kind = await kindOf(bytes);
  const key = await putArchive(bytes);
  if (signal.aborted) await deleteArchive(key);
  return { archive: { key, name, kind }, brought };
}

async function picked(source: { key: string; name: string }): Promise<StoredArchive> {
  const bytes = await getArchive(source.key);
  if (bytes === null) throw new Failure(pickedGone);
  return { key: source.key, name: source.name, kind: await kindOf(bytes) };
}

async function kindOf(bytes: Blob): Promise<StoredArchive['kind']> {
  if (bytes.size === 0) throw new Failure(empty);
  const kind = await sniff(bytes);
  if (kind === null) throw new Failure(unknownArchive);
  return kind;
}

async function sendOff(row: JobRow, route: Route, signal: AbortSignal, book: Book): Promise<void> {
  const { archive } = row;
  const bytes = archive === null ? null : await getArchive(archive.key);
  if (archive === null || bytes === null) throw new Failure(pickedGone);
  let now = row;
  const arrived = await upload(route, { ...archive, bytes }, row.job.exportId, {
    signal,
    began: (exportId) => book.write((now = changed(now, { exportId }))),
    received: (done) => {
      now = changed(now, { progress: { done, total: bytes.size, unit: 'bytes' } });
      book.show(now);
    },
  });
  await book.write({ ...uploaded(now, arrived), archive: null });
  await deleteArchive(archive.key);
}

function uploaded(row: JobRow, { id, receipt }: DaemonExport): JobRow {
  return changed(row, { phase: 'uploaded', exportId: id, receipt, progress: null });
}

function changed(row: JobRow, changes: Partial<Job>): JobRow {
  return { ...row, job: { ...row.job, ...changes } };
}

const noTab = {
  code: 'export.no-tab',
  message: 'No tab has this project open.',
  remedy: 'Open the project in the builder and press Deploy there, or use a downloaded zip.',
};

const pickedGone = {
  code: 'export.archive-gone',
  message: 'The archive is not in the browser’s store any more.',
  remedy: 'Press Deploy in the builder again, or pick the file again.',
};

const unknownArchive = {
  code: 'export.unknown-archive',
  message: 'This file is no zip and no tar.',
  remedy: 'Pick the zip that the builder’s own download gave you.',
};
