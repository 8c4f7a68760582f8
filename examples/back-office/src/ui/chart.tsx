import { asset } from '../assets.ts';
import type { Page } from './env.ts';

/** A row of bars. */
export interface Series {
  readonly label: string;
  /** A colour of the style sheet. */
  readonly colour: `--${string}`;
  readonly values: readonly number[];
}

interface ChartProps {
  readonly c: Page;
  /** What it shows, in a sentence. */
  readonly caption: string;
  /** What the bars stand over, such as days. */
  readonly over: string;
  readonly labels: readonly string[];
  readonly series: readonly Series[];
}

/**
 * Bars for those who look. The page has the same figures in a table: that is read aloud, and shown where no script
 * runs. Colours and figures are those of the reader.
 */
export function Chart({ c, caption, ...data }: ChartProps) {
  const { locale } = c.var.formats;
  return (
    <figure class="chart" data-chart={JSON.stringify({ ...data, locale })}>
      <figcaption>{caption}</figcaption>
      <div class="plot" aria-hidden="true" />
    </figure>
  );
}

/** What draws the charts of a page; once on it. */
export function ChartScripts() {
  return (
    <>
      <link rel="stylesheet" href={asset('uplot.css')} />
      <script src={asset('uplot.js')} defer />
      <script src={asset('charts.js')} type="module" />
    </>
  );
}
