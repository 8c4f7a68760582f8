import type { Page } from 'playwright-core';

let files = 0;

/** A file of customers of which some rows are bad; each time of others, for who is there already is brought once. */
function tornFile(): string {
  files += 1;
  const phone = (row: number) => `+44 7400 1${String(files * 10 + row).padStart(5, '0')}`;
  return [
    'Member number,Full name,Mobile,Points,Shoe size',
    `M-${files}1,Ayu Prameswari,${phone(1)},120,38`,
    `M-${files}2,Bintang Setiawan,${phone(2)},80,41`,
    `M-${files}3,Cahaya,${phone(3)},lots,40`,
    `M-${files}4,Dian,12,15,39`,
  ].join('\n');
}

/** From the form of a bulk change: to its preview, to the job, or to the page that undoes it. */
export async function changeMany(page: Page, how: 'seen' | 'carried out' | 'undone' = 'seen'): Promise<void> {
  await page.getByLabel('Deduct').check();
  await page.getByLabel('Points', { exact: true }).fill('300');
  await page.getByLabel('Reason, for staff').fill('Counted twice');
  await page.getByRole('button', { name: 'See what it does' }).click();
  await page.getByText('Nothing is changed yet.').waitFor();
  if (how === 'seen') return;
  await page.getByRole('button', { name: /^Change/ }).click();
  await page.getByRole('heading', { name: 'Done', exact: true }).waitFor();
  if (how === 'carried out') return;
  await page.getByRole('link', { name: 'Undo it' }).click();
  await page.getByText('This cannot be undone in turn.').waitFor();
}

/** From the page of imports: to the columns of a file. */
export async function bringTornFile(page: Page): Promise<void> {
  const buffer = Buffer.from(tornFile());
  await page.getByLabel('CSV file').setInputFiles({ name: 'customers.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Look at the file' }).click();
  await page.getByRole('button', { name: 'Try it out' }).waitFor();
}

/** From the page of imports: to the dry run of a file, to the one of columns that do not fit, or to the job. */
export async function importTornFile(page: Page, how: 'tried' | 'unmatched' | 'imported'): Promise<void> {
  await bringTornFile(page);
  if (how === 'unmatched') await page.getByLabel('Member number: Is').selectOption('Not wanted');
  await page.getByRole('button', { name: 'Try it out' }).click();
  await page.getByRole('link', { name: 'Match the columns again' }).waitFor();
  if (how !== 'imported') return;
  await page.getByRole('button', { name: /^Import/ }).click();
  await page.getByRole('heading', { name: 'Done', exact: true }).waitFor();
}
