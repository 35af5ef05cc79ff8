/** Far more than anything takes, because the machine may be busy with other things. */
export const PATIENCE_MILLIS = 90_000;
const PAUSE_MILLIS = 50;

/** Looks again and again until there is something; says what was missing when it never comes. */
export async function until<T>(
  what: string,
  look: () => T | undefined | null | false | Promise<T | undefined | null | false>,
  patienceMillis = PATIENCE_MILLIS,
): Promise<T> {
  const deadline = Date.now() + patienceMillis;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`not within ${patienceMillis} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLIS));
  }
}
