import { appendFile, chmod, cp, lchown, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import pg from 'pg';
import type { Account } from './postgres-place.ts';

/** What a standby must not have of its primary's folder, or makes by itself. */
const left =
  /^(?:pg_wal|pg_replslot|pg_dynshmem|pg_stat_tmp|pg_subtrans|pg_notify|pg_serial|pg_snapshots)[\\/]|^postmaster\.(?:pid|opts)$/;

/** Copies the data of a running server on this machine, so that a server that is started on the copy follows it. */
export async function copyForStandby(primary: string, data: string, account: Account): Promise<void> {
  const client = new pg.Client({ connectionString: primary });
  await client.connect();
  try {
    const { rows } = await client.query(
      "SELECT current_setting('data_directory') AS folder, pg_backup_start('standby', true)",
    );
    const folder = String(rows[0].folder);
    await cp(folder, data, { recursive: true, filter: (source) => !left.test(relative(folder, source)) });
    const { rows: stopped } = await client.query('SELECT labelfile FROM pg_backup_stop(false)');
    await writeFile(join(data, 'backup_label'), String(stopped[0].labelfile));
  } finally {
    await client.end();
  }
  const { hostname, port, username, password } = new URL(primary);
  const conninfo = `host=${hostname} port=${port} user=${username} password=${password} application_name=standby`;
  await appendFile(join(data, 'postgresql.auto.conf'), `primary_conninfo = '${conninfo}'\n`);
  await writeFile(join(data, 'standby.signal'), '');
  await mkdir(join(data, 'pg_wal', 'archive_status'), { recursive: true });
  await chmod(data, 0o700);
  if (!('uid' in account)) return;
  for (const name of ['', ...(await readdir(data, { recursive: true }))])
    await lchown(join(data, name), account.uid, account.gid);
}
