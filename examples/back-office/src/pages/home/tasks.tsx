import type { Page } from '../../ui/env.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { words } from './words.ts';

interface Task {
  readonly href: string;
  /** The part of the back office that it belongs to: it is there for whom that is in the menu. */
  readonly area: string;
  readonly icon: IconName;
  readonly label: 'newSale' | 'usePoints' | 'import' | 'readReports' | 'setRules';
}

const tasks: readonly Task[] = [
  { href: '/sales/new', area: '/sales', icon: 'plus', label: 'newSale' },
  { href: '/till', area: '/till', icon: 'till', label: 'usePoints' },
  { href: '/imports', area: '/imports', icon: 'imports', label: 'import' },
  { href: '/reports', area: '/reports', icon: 'reports', label: 'readReports' },
  { href: '/program', area: '/program', icon: 'program', label: 'setRules' },
];

/** Short ways to what is done often. */
export function Tasks({ c }: { readonly c: Page }) {
  const t = words(c);
  const mine = tasks.filter(({ area }) => c.var.menu.some(({ path }) => path === area));
  return (
    <section class="tasks" aria-label={t.tasks}>
      <form class="search" action="/customers" role="search">
        <label class="hidden" for="q">
          {t.findCustomer}
        </label>
        <Icon name="search" />
        <input id="q" name="q" type="search" placeholder={t.search} autocomplete="off" maxlength={100} />
      </form>
      <ul>
        {mine.map(({ href, icon, label }, index) => (
          <li>
            <a class={index === 0 ? 'button main' : 'button'} href={href}>
              <Icon name={icon} />
              {t[label]}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
