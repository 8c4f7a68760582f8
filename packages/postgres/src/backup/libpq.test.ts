import { describe, expect, onTestFinished, test } from 'vitest';
import { environmentFor, serverOf } from './libpq.ts';

function environmentOf(connectionString: string): Record<string, string | undefined> {
  return environmentFor(connectionString, serverOf(connectionString));
}

describe('the environment of PostgreSQL programs', () => {
  test('leads where the connection string leads, with what is escaped in it', () => {
    expect(environmentOf('postgres://ann%40shop:p%2Fw%3D1@db.example:6543/my%20shop')).toMatchObject({
      PGHOST: 'db.example',
      PGPORT: '6543',
      PGUSER: 'ann@shop',
      PGPASSWORD: 'p/w=1',
      PGDATABASE: 'my shop',
    });
  });

  test('knows sockets', () => {
    expect(environmentOf('postgres:///shop?host=/run/postgresql')).toMatchObject({
      PGHOST: '/run/postgresql',
      PGDATABASE: 'shop',
    });
  });

  test.each([
    ['sslmode=disable', 'disable'],
    ['sslmode=no-verify', 'require'],
    ['ssl=true', 'require'],
  ])('says of TLS what the string says: %s', (said, mode) => {
    expect(environmentOf(`postgres://db.example/shop?${said}`)['PGSSLMODE']).toBe(mode);
  });

  test('leaves a password that the string does not name where it is', () => {
    const before = { ...process.env };
    onTestFinished(() => void (process.env = before));
    delete process.env['PGPASSWORD'];
    process.env['PGPASSFILE'] = '/etc/pgpass';
    const environment = environmentOf('postgres://ann@db.example/shop');
    expect(environment['PGPASSWORD']).toBeUndefined();
    expect(environment['PGPASSFILE']).toBe('/etc/pgpass');
  });
});
