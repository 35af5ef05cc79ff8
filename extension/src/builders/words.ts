/** Languages that the builders' pages are read in; structure and icons stand in for the others. */
type Language = 'en' | 'de' | 'fr' | 'es' | 'pt';

/** How a page says one thing, in each language. */
export type Words = Readonly<Record<Language, readonly string[]>>;

export const PUBLISH: Words = {
  en: ['publish', 'publish changes', 'deploy'],
  de: ['veröffentlichen', 'bereitstellen'],
  fr: ['publier', 'déployer'],
  es: ['publicar', 'desplegar'],
  pt: ['publicar', 'implantar'],
};

export const EXPORT: Words = {
  en: ['export'],
  de: ['exportieren', 'export'],
  fr: ['exporter', 'exportation'],
  es: ['exportar', 'exportación'],
  pt: ['exportar', 'exportação'],
};

/** Without the word that is also for giving a project away to someone else. */
export const DOWNLOAD: Words = {
  en: ['download'],
  de: ['herunterladen', 'download'],
  fr: ['télécharger', 'téléchargement'],
  es: ['descargar'],
  pt: ['baixar', 'descarregar', 'fazer download'],
};

export const STOP_GENERATION: Words = {
  en: ['stop generation', 'stop generating'],
  de: ['generierung stoppen', 'generierung anhalten', 'generierung abbrechen'],
  fr: ['arrêter la génération', 'interrompre la génération', 'stopper la génération'],
  es: ['detener la generación', 'detener generación', 'parar la generación'],
  pt: ['parar a geração', 'parar geração', 'interromper a geração', 'interromper geração'],
};

/** Whether the text is one of the words, and nothing besides. */
export function isOneOf(words: Words, text: string): boolean {
  const said = folded(text);
  return all(words).some((word) => said === word);
}

/** Whether one of the words is in the text. */
export function isIn(words: Words, text: string): boolean {
  const said = folded(text);
  return all(words).some((word) => said.includes(word));
}

function all(words: Words): string[] {
  return Object.values(words).flat();
}

function folded(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}
