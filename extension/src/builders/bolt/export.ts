import type { ExportContext } from '../adapter.ts';
import { PRESS_EXPORT } from '../../protocol/messages.ts';
import { base64, piecesOf } from '../bytes.ts';
import { failure } from '../failure.ts';
import { boltProject } from './address.ts';
import { catchZip, type ZipCatcher } from './catch.ts';
import { routes } from './drive.ts';

/** Large projects take Bolt some seconds to zip. */
const ZIP_TIME = 20_000;
const PERSON_TIME = 120_000;

/** Presses Export and Download as a person would, and asks the person where that does not work. */
export async function exportBolt(context: ExportContext): Promise<void> {
  const catcher = catchZip(context.document, context.fetch);
  try {
    const zip = (await byDriving(context, catcher)) ?? (await byPerson(context, catcher));
    refuseOtherProject(context);
    for (const piece of piecesOf(zip)) {
      await context.give({ type: 'archive', name: 'bolt.zip', base64: base64(piece) });
    }
  } finally {
    catcher.stop();
  }
}

async function byDriving(context: ExportContext, catcher: ZipCatcher): Promise<Uint8Array | null> {
  for (const { rung, take } of routes) {
    await tell(context, rung);
    if (await take(context)) return withinTime(context, catcher, ZIP_TIME);
  }
  return null;
}

async function byPerson(context: ExportContext, catcher: ZipCatcher): Promise<Uint8Array> {
  await tell(context, PRESS_EXPORT);
  const zip = await withinTime(context, catcher, PERSON_TIME);
  if (zip === null) {
    throw failure(
      PRESS_EXPORT,
      'export.nothing-caught',
      "Freehold could not work Bolt's Export menu, and nobody pressed it within two minutes.",
      'Press Deploy again and then Export and Download in Bolt.',
    );
  }
  return zip;
}

/** The zip is of the project that the tab shows, and a tab may go to another one. */
function refuseOtherProject({ document, projectId }: ExportContext): void {
  if (boltProject(new URL(document.location.href)) === projectId) return;
  throw failure(
    'catch',
    'export.project-changed',
    'The tab went to another project while this one was exported.',
    'Open the project that you want to deploy, stay on it, and press Deploy again.',
  );
}

async function tell(context: ExportContext, rung: string): Promise<void> {
  await context.give({ type: 'progress', progress: { done: 0, unit: 'bytes' }, rung });
}

function withinTime(
  context: ExportContext,
  catcher: ZipCatcher,
  millis: number,
): Promise<Uint8Array | null> {
  return Promise.race([catcher.zip, context.sleep(millis).then(() => null)]);
}
