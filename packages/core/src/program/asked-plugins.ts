import type { Program } from './program.ts';
import { storedForm } from './parsing/stored-program.ts';

/** A plugin that a program asks for, and where it does. */
export interface AskedPlugin {
  readonly plugin: string;
  /** Such as `redeem.otp`. */
  readonly path: string;
}

const asked = new WeakMap<Program, readonly AskedPlugin[]>();

/** The plugins that a program needs; computed once. */
export function askedPlugins(program: Program): readonly AskedPlugin[] {
  let found = asked.get(program);
  if (found === undefined) asked.set(program, (found = findAsked(program)));
  return found;
}

function findAsked(program: Program): readonly AskedPlugin[] {
  const { plugins = {} } = storedForm(program) as { readonly plugins?: object };
  const bySection = Object.keys(plugins).map((plugin) => ({ plugin, path: `plugins.${plugin}` }));
  return program.redeem.otp === 'off' ? bySection : [{ plugin: 'codes', path: 'redeem.otp' }, ...bySection];
}
