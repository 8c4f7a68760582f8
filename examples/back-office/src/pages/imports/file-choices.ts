import type { ImportQuery, PresetName } from '@pointbook/core/jobs';
import type { Upload } from '../../ui/read-upload.ts';

/** What a file may have in it, the most usual first. */
export const modes = ['opening', 'add', 'set'] as const satisfies readonly ImportQuery['mode'][];

/** The programs whose files are known. */
export const presets: readonly { readonly value: PresetName; readonly label: string }[] = [
  { value: 'shopify', label: 'Shopify' },
  { value: 'smile', label: 'Smile.io' },
  { value: 'square', label: 'Square' },
  { value: 'loyverse', label: 'Loyverse' },
  { value: 'lightspeed', label: 'Lightspeed' },
  { value: 'woocommerce', label: 'WooCommerce' },
];

/** How letters may be written, and the texts that say so. */
export const encodings = [
  { value: '', name: 'utf8' },
  { value: 'windows-1252', name: 'windows1252' },
  { value: 'windows-1250', name: 'windows1250' },
] as const;

/** How figures may be written: the locale that writes so, and an example. */
export const numberLocales = [
  { value: 'en', label: '1,234.5' },
  { value: 'id', label: '1.234,5' },
  { value: 'fr', label: '1 234,5' },
] as const;

/** How days may be written. */
export const dateOrders = [
  { value: '', label: '1990-12-31' },
  { value: 'dmy', label: '31/12/1990' },
  { value: 'mdy', label: '12/31/1990' },
] as const;

/** The option that was chosen; undefined where it is none of them, or empty. */
export function chosenOf<Value extends string>(
  options: readonly { readonly value: Value }[],
  given: string,
): Exclude<Value, ''> | undefined {
  const found = options.find(({ value }) => value === given && value !== '');
  return found?.value as Exclude<Value, ''> | undefined;
}

/** What was chosen for a file that is brought. */
export function queryOf(text: Upload['text']): ImportQuery {
  const mode = modes.find((each) => each === text('mode')) ?? 'opening';
  return { mode, from: chosenOf(presets, text('from')), encoding: chosenOf(encodings, text('encoding')) };
}
