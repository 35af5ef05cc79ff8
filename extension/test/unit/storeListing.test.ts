import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import manifest from '../../manifest.ts';

const listing = readFileSync(
  path.resolve(import.meta.dirname, '../../../docs/store-listing.md'),
  'utf8',
);
const shown = manifest as {
  permissions: string[];
  host_permissions: string[];
  description: string;
};

test('the store listing justifies each permission, and no other', () => {
  const justified = [...listing.matchAll(/^\| `([^`]+)` \|/gm)].map(([, permission]) => permission);
  expect(justified).toEqual([...shown.permissions, ...shown.host_permissions]);
});

test('the store listing describes the extension as its manifest does, in the 132 characters there are', () => {
  expect(listing).toContain(shown.description);
  expect(shown.description.length).toBeLessThanOrEqual(132);
});
