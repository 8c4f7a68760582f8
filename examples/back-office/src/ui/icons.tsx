/** The lines of the icons, each on a grid of 24. */
const paths = {
  home: 'M3 11.5 12 4l9 7.5M5.5 10v10h13V10M10 20v-6h4v6',
  till: 'M4 9h16v11H4zM7 9l1.5-5h7L17 9M8 13h2M14 13h2M8 16.5h8',
  sales: 'M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6',
  customers:
    'M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM2.5 21a6.5 6.5 0 0 1 13 0M16 3.5a4 4 0 0 1 0 7.3M18 14.7a6.5 6.5 0 0 1 3.5 6.3',
  jobs: 'M4 6h10M4 12h16M4 18h7M17 3v6M14 6h6',
  imports: 'M12 3v12M7 10l5 5 5-5M4 20h16',
  program:
    'M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM12 2.5v3M12 18.5v3M2.5 12h3M18.5 12h3M5.3 5.3l2.1 2.1M16.6 16.6l2.1 2.1M18.7 5.3l-2.1 2.1M7.4 16.6l-2.1 2.1',
  reports: 'M4 20V4M4 20h16M8.5 16v-4M13 16V7M17.5 16v-6',
  inbox: 'M3 13.5 6 5h12l3 8.5V19H3zM3 13.5h5a4 4 0 0 0 8 0h5',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5 20 20',
  back: 'M15 5l-7 7 7 7',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  tick: 'M5 12.5 10 17l9-10',
  cross: 'M6 6l12 12M18 6 6 18',
  up: 'M12 19V5M6 11l6-6 6 6',
  down: 'M12 5v14M6 13l6 6 6-6',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  print: 'M7 8V3h10v5M7 17H4V9h16v8h-3M7 14h10v7H7z',
} as const;

export type IconName = keyof typeof paths;

/** An icon beside a text, which says what it means. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
