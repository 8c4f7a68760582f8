import type { Message } from '@pointbook/core/codes';

/** The template that stands for each message; a message without one is rejected. */
export type Templates<Template> = { readonly [Name in Message['template']]?: Template | undefined };

/** One text for every language, or one for each locale and a `default` for all others. */
export type ByLocale = string | { readonly default: string; readonly [locale: string]: string };

/** What goes into the places of a message's template, in their order. */
export function parametersOf(message: Message): readonly string[] {
  switch (message.template) {
    case 'redemption-code':
      return [message.data.code];
    case 'points-earned': {
      const { merchant, points, balance, sale } = message.data;
      return [merchant, points, balance, sale].map(parameter);
    }
    case 'points-adjusted': {
      const { merchant, points, balance, comment } = message.data;
      return [merchant, points, balance, comment].map(parameter);
    }
    case 'points-expiring': {
      const { merchant, points, lastDay } = message.data;
      return [merchant, points, lastDay].map(parameter);
    }
  }
}

/** A template's text has one line: Meta refuses line breaks, tabs, many spaces and empty texts in its places. */
function parameter(value: string | number | null): string {
  const text = String(value ?? '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return text === '' ? '-' : text;
}

/** What is meant for a locale: `id-ID` takes what stands for `id-ID`, or else for `id`, or else the default. */
export function forLocale(choice: ByLocale, locale: string): string {
  if (typeof choice === 'string') return choice;
  for (let tag = locale; tag !== ''; tag = tag.slice(0, Math.max(0, tag.lastIndexOf('-')))) {
    const found = Object.hasOwn(choice, tag) ? choice[tag] : undefined;
    if (found !== undefined) return found;
  }
  return choice.default;
}

const names = Object.keys({
  'redemption-code': true,
  'points-earned': true,
  'points-adjusted': true,
  'points-expiring': true,
} satisfies Record<Message['template'], true>);

/** Refuses templates for messages that there are not, and none at all; `check` looks at each. */
export function checkTemplates<Template>(templates: Templates<Template>, check: (template: Template) => void): void {
  const given = Object.entries<Template | undefined>(templates ?? {});
  const unknown = given.find(([name]) => !names.includes(name))?.[0];
  const chosen = given.flatMap(([, template]) => (template === undefined ? [] : [template]));
  if (chosen.length === 0 || unknown !== undefined) {
    throw new TypeError(`templates must name the template of one or more of ${names.join(', ')}, and of nothing else.`);
  }
  for (const template of chosen) check(template);
}

/** As a message's locale is written (BCP 47): with hyphens. */
const tag = /^(?:default|[A-Za-z]{2,3}(?:-[A-Za-z\d]{1,8})*)$/;

/** Refuses a choice by locale that has no default, or a text that is not as it must be; `what` says how it must. */
export function checkByLocale(choice: ByLocale, pattern: RegExp, what: string): void {
  const texts = typeof choice === 'string' ? [choice] : Object.values(choice ?? {});
  const locale = typeof choice === 'object' ? Object.keys(choice ?? {}).find((key) => !tag.test(key)) : undefined;
  if (locale !== undefined) {
    throw new TypeError(`templates: ${locale} is not a locale; write locales such as en-US or id.`);
  }
  const hasDefault = typeof choice === 'string' || choice?.default !== undefined;
  if (!hasDefault || texts.some((text) => typeof text !== 'string' || !pattern.test(text))) {
    throw new TypeError(`templates: give ${what}, or one for each locale and a default.`);
  }
}
