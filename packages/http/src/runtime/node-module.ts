interface Runtime {
  readonly process?: { readonly getBuiltinModule?: (name: string) => unknown };
}

/**
 * A module of Node's own, where the runtime answers it at once; else undefined.
 *
 * @remarks Jest runs CommonJS, in which nothing may be imported dynamically. A static import would keep the handler
 * from runtimes that have no such module.
 */
export function nodeModule<Module>(name: string): Module | undefined {
  return (globalThis as Runtime).process?.getBuiltinModule?.(name) as Module | undefined;
}
