// Added by Freehold: runs a program of a package that lies in the app's folder or in one above it.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const wanted = process.argv[2];
let folder = process.cwd();
while (!existsSync(join(folder, wanted)) && folder !== dirname(folder)) {
  folder = dirname(folder);
}
const program = join(folder, wanted);
process.argv.splice(1, 2, program);
await import(pathToFileURL(program).href);
