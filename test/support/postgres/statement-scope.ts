/**
 * The tables of a schema that a statement touches without naming the program: each query in it must have a term
 * `program = …` for every table that it reads or changes, or `program` among the columns of its INSERT. Tables that
 * give numbers to names, and those of which a row is found by such a number, hold what all programs share.
 */
export function unscopedTables(sql: string, schema: string): string[] {
  return queriesIn(sql).flatMap((query) => {
    const mentions = [...query.matchAll(new RegExp(`\\b${schema}"?\\.(\\w+)`, 'g'))].map(([, table = '']) => table);
    const terms = query.match(/\bprogram\s*=\s*(?:\$\d+|\w+\.program\b)/g) ?? [];
    const inserts = query.match(/\bINSERT INTO \S+(?: AS \w+)? \(program\b/g) ?? [];
    // An OR beside the term would let other programs in.
    const named = /\b(?:OR|UNION)\b/i.test(withoutGroups(query)) ? 0 : terms.length + inserts.length;
    return mentions.slice(named);
  });
}

/** The text of each query in a statement, without that of the queries in parentheses inside it. */
function queriesIn(sql: string): string[] {
  const queries: string[] = [];
  const open = [''];
  const add = (text: string) => open.push((open.pop() ?? '') + text);
  for (const part of sql.split(/([()])/)) {
    if (part === '(') open.push('');
    else if (part === ')') {
      const group = open.pop() ?? '';
      const isQuery = /^\s*(?:SELECT|WITH|INSERT|UPDATE|DELETE)\b/i.test(group);
      if (isQuery) queries.push(group);
      add(isQuery ? '()' : `(${group})`);
    } else add(part);
  }
  return [...queries, ...open];
}

/** Without what is in parentheses. */
function withoutGroups(text: string): string {
  const shorter = text.replaceAll(/\([^()]*\)/g, '');
  return shorter === text ? text : withoutGroups(shorter);
}
