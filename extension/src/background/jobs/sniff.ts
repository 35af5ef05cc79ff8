import type { ArchiveKind } from '../../store/jobs.ts';

const USTAR_AT = 257;

/** What kind of archive these bytes begin; null when it is none that Freehold reads. */
export async function sniff(bytes: Blob): Promise<ArchiveKind | null> {
  const head = new Uint8Array(await bytes.slice(0, USTAR_AT + 5).arrayBuffer());
  if (begins(head, 'PK\x03\x04') || begins(head, 'PK\x05\x06')) return 'zip';
  if (begins(head, '\x1f\x8b')) return 'tar.gz';
  if (begins(head, '\x28\xb5\x2f\xfd')) return 'tar.zst';
  if (begins(head.subarray(USTAR_AT), 'ustar')) return 'tar';
  return null;
}

function begins(bytes: Uint8Array, magic: string): boolean {
  return [...magic].every((letter, index) => bytes[index] === letter.charCodeAt(0));
}
