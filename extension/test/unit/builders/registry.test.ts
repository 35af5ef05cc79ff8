import { describe, expect, it } from 'vitest';
import { adapterFor, adapters } from '../../../src/builders/registry.ts';

const project = (address: string) => {
  const url = new URL(address);
  const adapter = adapterFor(url);
  return adapter === null ? 'no builder' : [adapter.builder, adapter.projectId(url)];
};

const UUID = '0f8fad5b-d9cb-469f-a165-70867728950e';
const APP = '65f0c0ffee65f0c0ffee65f0';

describe('the registry', () => {
  it.each([
    [`https://lovable.dev/projects/${UUID}`, ['lovable', UUID]],
    [`https://lovable.dev/projects/${UUID.toUpperCase()}?view=code#x`, ['lovable', UUID]],
    [`https://lovable.dev/projects/${UUID}/settings`, ['lovable', UUID]],
    ['https://lovable.dev/dashboard', ['lovable', null]],
    [`https://lovable.dev/projects/${UUID}0`, ['lovable', null]],
    ['https://bolt.new/~/sb1-abcd1234', ['bolt', 'sb1-abcd1234']],
    ['https://bolt.new/~/github-abcd1234/', ['bolt', 'github-abcd1234']],
    ['https://bolt.new/', ['bolt', null]],
    [`https://app.base44.com/apps/${APP}/editor/preview`, ['base44', APP]],
    ['https://app.base44.com/apps/65f0/editor', ['base44', null]],
  ])('knows the project at %s', (address, expected) => {
    expect(project(address)).toEqual(expected);
  });

  it.each([
    `http://lovable.dev/projects/${UUID}`,
    `https://lovable.dev.evil.example/projects/${UUID}`,
    `https://evil.example/https://bolt.new/~/sb1-abcd1234`,
    `https://base44.com/apps/${APP}`,
  ])('knows no builder at %s', (address) => {
    expect(project(address)).toBe('no builder');
  });

  it('has each builder once', () => {
    expect(adapters.map(({ builder }) => builder)).toEqual(['lovable', 'bolt', 'base44']);
  });
});
