import type { Child, PropsWithChildren } from 'hono/jsx';
import { asset } from '../assets.ts';
import { CsrfField } from './form.tsx';
import { Icon } from './icons.tsx';
import type { Page } from './env.ts';
import { dictionary, languages } from './words.ts';

const words = dictionary({
  en: {
    shop: 'Gift Shop',
    menu: 'Menu',
    skip: 'Skip to the page',
    signOut: 'Sign out',
    language: 'Language',
    cashier: 'Cashier',
    manager: 'Manager',
    owner: 'Owner',
  },
  id: {
    shop: 'Gift Shop',
    menu: 'Menu',
    skip: 'Langsung ke halaman',
    signOut: 'Keluar',
    language: 'Bahasa',
    cashier: 'Kasir',
    manager: 'Manajer',
    owner: 'Pemilik',
  },
});

/** What stands above a page. */
export interface Heading {
  readonly title: string;
  /** Where a page stands below another one: the way back. */
  readonly back?: { readonly href: string; readonly label: string };
  /** Buttons beside the title. */
  readonly actions?: Child;
}

type LayoutProps = PropsWithChildren<Heading & { readonly c: Page }>;

/** The frame of every page. */
export function Layout({ c, title, back, actions, children }: LayoutProps) {
  const t = words(c);
  const { staff, told } = c.var;
  return (
    <html lang={c.var.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · ${t.shop}`}</title>
        <link rel="icon" href={asset('icon.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={asset('app.css')} />
        <meta name="htmx-config" content='{"includeIndicatorCSS":false,"history":true}' />
        <script src={asset('htmx.js')} defer />
        <script src={asset('app.js')} type="module" />
      </head>
      <body class={staff === null ? 'alone' : 'framed'}>
        <a class="skip" href="#page">
          {t.skip}
        </a>
        {staff !== null && <Sidebar c={c} />}
        <main id="page" tabindex={-1}>
          <header class="page-head">
            {back && (
              <a class="back" href={back.href}>
                <Icon name="back" />
                {back.label}
              </a>
            )}
            <div class="page-title">
              <h1>{title}</h1>
              {actions && <div class="actions">{actions}</div>}
            </div>
          </header>
          {told !== null && (
            <p class="told" role="status">
              <Icon name="tick" />
              {told}
            </p>
          )}
          {children}
        </main>
      </body>
    </html>
  );
}

function Sidebar({ c }: { readonly c: Page }) {
  const t = words(c);
  const { staff } = c.var;
  if (staff === null) return null;
  const { menu } = c.var;
  const here = menu.findLast(({ path }) => (path === '/' ? c.req.path === '/' : c.req.path.startsWith(path)));
  return (
    <header class="sidebar">
      <a class="brand" href="/">
        <img src={asset('icon.svg')} alt="" width="28" height="28" />
        <span>{t.shop}</span>
      </a>
      <nav aria-label={t.menu}>
        <ul>
          {menu.map((item) => (
            <li>
              <a href={item.path} aria-current={item === here ? 'page' : undefined}>
                <Icon name={item.icon} />
                <span>{item.label}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="whoami">
        <p>
          <strong>{staff.name}</strong>
          <span>{t[staff.role]}</span>
        </p>
        <form method="post" action="/language">
          <CsrfField c={c} />
          <input type="hidden" name="from" value={c.req.path} />
          <label>
            <span class="hidden">{t.language}</span>
            <select name="language" data-submit>
              {Object.entries(languages).map(([language, name]) => (
                <option value={language} selected={language === c.var.language}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <noscript>
            <button class="quiet">OK</button>
          </noscript>
        </form>
        <form method="post" action="/sign-out">
          <CsrfField c={c} />
          <button class="quiet">{t.signOut}</button>
        </form>
      </div>
    </header>
  );
}
