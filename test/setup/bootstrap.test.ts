import { expect, test } from 'vitest';
import { obstacle } from '../../scripts/bootstrap.mjs';

test('where the lockfile brings a pinned Node, Node 20 is enough to start', () => {
  expect(obstacle('linux', 'x64', '20.0.0')).toBeUndefined();
  expect(obstacle('darwin', 'arm64', '24.1.0')).toBeUndefined();
  expect(obstacle('linux', 'arm64', '18.20.4')).toContain('Install Node 20 or newer');
});

test('elsewhere the own Node must run TypeScript, and the message says which one to install', () => {
  expect(obstacle('win32', 'x64', '22.18.0')).toBeUndefined();
  expect(obstacle('win32', 'x64', '26.0.0')).toBeUndefined();
  expect(obstacle('win32', 'x64', '22.17.9')).toContain('must be 22.18 or newer; this is 22.17.9');
  expect(obstacle('win32', 'x64', '20.20.2')).toContain('On win32 (x64) the project runs on your own Node');
});
