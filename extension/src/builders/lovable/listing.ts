import { failure } from '../failure.ts';
import type { LovableSession } from './session.ts';

export interface Listed {
  readonly path: string;
  readonly size: number;
}

/** What Lovable says the project consists of, on the one branch that it works on. */
export async function list(session: LovableSession, signal: AbortSignal): Promise<Listed[]> {
  const answer = await session.get('list', 'git/files?ref=main', signal, parse);
  if (answer === null) {
    throw failure(
      'list',
      'export.project-not-found',
      'Lovable does not know this project, or this account may not see it (404).',
      'Open the project with the account that owns it and press Deploy again.',
    );
  }
  return answer;
}

/** Whether both listings name the same files with the same sizes; Lovable lists no hashes. */
export function isSame(one: readonly Listed[], other: readonly Listed[]): boolean {
  const sizes = new Map(other.map((file) => [file.path, file.size]));
  return one.length === other.length && one.every((file) => sizes.get(file.path) === file.size);
}

async function parse(response: Response): Promise<Listed[]> {
  const text = await response.text();
  const files = filesOf(text);
  const paths = new Set(files?.map((file) => file.path));
  if (files === null || paths.size !== files.length) {
    throw failure(
      'list',
      'export.unexpected-answer',
      'Lovable answered with a list of files that Freehold does not understand.',
      'Look for a newer version of Freehold: Lovable has changed how it lists files.',
    );
  }
  return files;
}

function filesOf(text: string): Listed[] | null {
  try {
    const answer = JSON.parse(text) as { files?: unknown } | null;
    const files = answer?.files;
    return Array.isArray(files) && files.every(isListed) ? files : null;
  } catch {
    return null;
  }
}

function isListed(value: unknown): value is Listed {
  const file = value as Partial<Listed> | null;
  return (
    typeof file?.path === 'string' &&
    file.path !== '' &&
    Number.isSafeInteger(file.size) &&
    (file.size ?? -1) >= 0
  );
}
