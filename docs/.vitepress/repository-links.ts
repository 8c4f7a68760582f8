import { relative } from 'node:path';
import type { MarkdownEnv, MarkdownRenderer } from 'vitepress';
import { root } from '../../scripts/workspace.ts';
import { linkOnSite } from './addresses.ts';

/**
 * Pages link to each other as files of the repository, so that they can be read there. On the site such a link leads to
 * the page, and one to a file that is no page is a text with the name of the file.
 */
export function repositoryLinks(md: MarkdownRenderer): void {
  md.core.ruler.push('repository-links', ({ tokens, env }) => {
    const { path, realPath = path } = env as Partial<MarkdownEnv>;
    // A text of which no page is made, such as a title.
    if (realPath === undefined) return;
    const from = relative(root, realPath).replaceAll('\\', '/');
    for (const { children } of tokens) {
      let isElsewhere = false;
      for (const token of children ?? []) {
        if (token.type === 'link_open') {
          const href = token.attrGet('href') ?? '';
          const to = linkOnSite(from, href);
          isElsewhere = to === null;
          if (to !== null && to !== undefined) token.attrSet('href', to);
          if (isElsewhere) Object.assign(token, html(`<span title="${md.utils.escapeHtml(href)}">`));
        } else if (token.type === 'link_close' && isElsewhere) {
          Object.assign(token, html('</span>'));
          isElsewhere = false;
        }
      }
    }
  });
}

function html(content: string) {
  return { type: 'html_inline', tag: '', attrs: null, content };
}
