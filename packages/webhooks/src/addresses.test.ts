import { describe, expect, test } from 'vitest';
import { addressGuard } from './address-guard.ts';
import { isPublicAddress } from './addresses.ts';

describe('An address', () => {
  test.each([
    '93.184.215.14',
    '8.8.8.8',
    '172.15.255.255',
    '172.32.0.0',
    '100.128.0.0',
    '2606:4700::1111',
    '2a00:1450::1',
  ])('%s is public', (address) => expect(isPublicAddress(address)).toBe(true));

  test.each([
    '0.0.0.0',
    '10.0.0.1',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.8',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:93.184.215.14',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    'fc00::1',
    'fd12::1',
    'fe80::1',
    'fe80::1%eth0',
    '2606:4700::1111%eth0',
    'fec0::1',
    'ff02::1',
    'localhost',
    '',
  ])('%j is not public', (address) => expect(isPublicAddress(address)).toBe(false));
});

describe('An endpoint', () => {
  const addresses: Record<string, string[]> = {
    'crm.example': ['93.184.215.14', '2606:4700::1111'],
    'inside.example': ['10.1.2.3'],
    'both.example': ['93.184.215.14', '10.1.2.3'],
    'mapped.example': ['::ffff:10.1.2.3'],
    'none.example': [],
  };
  const { check, lookupFor } = addressGuard(['crm.local:8080'], async (name) => {
    const found = addresses[name];
    if (found === undefined) throw new Error('ENOTFOUND');
    return found;
  });

  test.each([
    ['https://crm.example/hook', null],
    ['https://93.184.215.14/hook', null],
    ['http://crm.local:8080/hook', null],
    ['https://crm.local:8080/hook', null],
    ['http://crm.local/hook', 'not-https'],
    ['https://crm.local:8081/hook', 'unresolved'],
    ['http://crm.example/hook', 'not-https'],
    ['https://inside.example/hook', 'private-address'],
    ['https://both.example/hook', 'private-address'],
    ['https://mapped.example/hook', 'private-address'],
    ['https://none.example/hook', 'unresolved'],
    ['https://unknown.example/hook', 'unresolved'],
    ['https://127.1/hook', 'private-address'],
    ['https://0x7f000001/hook', 'private-address'],
    ['https://2130706433/hook', 'private-address'],
    ['https://0177.0.0.1/hook', 'private-address'],
    ['https://[::1]/hook', 'private-address'],
    ['https://[::ffff:127.0.0.1]/hook', 'private-address'],
    ['https://169.254.169.254/latest/meta-data', 'private-address'],
  ])('at %s: %s', async (url, refusal) => expect(await check(new URL(url))).toBe(refusal));

  test('whose name changes after it was looked at is refused where the connection is made', async () => {
    const lookup = (name: string, all: boolean) =>
      new Promise((resolve) => {
        lookupFor(new URL(`https://${name}/`))?.(name, { all }, (error, found, family) =>
          resolve([error?.message ?? null, found, family]),
        );
      });
    expect(await lookup('both.example', true)).toEqual(['both.example', '', undefined]);
    expect(await lookup('none.example', false)).toEqual(['none.example', '', undefined]);
    expect(await lookup('unknown.example', false)).toEqual(['ENOTFOUND', '', undefined]);
    expect(await lookup('crm.example', false)).toEqual([null, '93.184.215.14', 4]);
    expect(await lookup('crm.example', true)).toEqual([
      null,
      [
        { address: '93.184.215.14', family: 4 },
        { address: '2606:4700::1111', family: 6 },
      ],
      undefined,
    ]);
  });
});
