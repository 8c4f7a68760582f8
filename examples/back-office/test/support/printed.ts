import type { Page } from 'playwright-core';

/** The pages that come out of a printer, in millimetres. */
export async function printed(page: Page): Promise<readonly (readonly [width: number, height: number])[]> {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const boxes = pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g);
  return [...boxes].map(([, width, height]) => [millimetres(width), millimetres(height)] as const);
}

function millimetres(points: string | undefined): number {
  return Math.round((Number(points) / 72) * 25.4);
}
