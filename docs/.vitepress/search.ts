import type { DefaultTheme } from 'vitepress';

/** What is searched: all texts of the pages, and of the reference what things are called and what they are for. */
export const search: DefaultTheme.LocalSearchOptions = {
  _render: (source, env, md) => {
    const { highlight } = md.options;
    // The index has no colours.
    md.options.highlight = null;
    const html = md.render(source, env);
    md.options.highlight = highlight;
    return env.relativePath.includes('reference/') ? html.replaceAll(/<table[^]*?<\/table>/g, '') : html;
  },
  miniSearch: {
    searchOptions: {
      // Who knows the name of a thing finds it in the reference; who does not, is led there by a page.
      boostDocument: (id: string) => (id.startsWith('/reference/') ? 0.3 : 1),
    },
  },
};
