import type { Job } from '../protocol/messages.ts';
import { inStore } from './database.ts';

export type ArchiveKind = 'zip' | 'tar' | 'tar.gz' | 'tar.zst';

/** A job, and where its bytes are while they are on their way. */
export interface JobRow {
  job: Job;
  archive: StoredArchive | null;
}

export interface StoredArchive {
  /** In the archives of this store. */
  key: string;
  /** For people to read. */
  name: string;
  kind: ArchiveKind;
}

export async function allJobs(): Promise<JobRow[]> {
  return inStore('jobs', 'readonly', (store) => store.getAll() as IDBRequest<JobRow[]>);
}

export async function putJob(row: JobRow): Promise<void> {
  await inStore('jobs', 'readwrite', (store) => store.put(row, row.job.key));
}

export async function deleteJob(key: string): Promise<void> {
  await inStore('jobs', 'readwrite', (store) => store.delete(key));
}
