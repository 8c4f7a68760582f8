import type { PropsWithChildren } from 'hono/jsx';
import { Icon } from './icons.tsx';

/** Prints the page. It is there where the script of the pages runs; elsewhere the browser's menu does it. */
export function PrintButton({ children }: PropsWithChildren) {
  return (
    <button type="button" class="main" data-print hidden>
      <Icon name="print" />
      {children}
    </button>
  );
}
