/** A plugin's section of the program: what stands under `plugins` and the plugin's name. `section` makes one. */
export interface Section<Value = unknown, Written = Value> {
  /** The name of the plugin. */
  readonly plugin: string;
  /** How it is read and written down, for what reads programs. */
  readonly shape: unknown;
  /** What a program says in the section: its default where the program says nothing. */
  of(program: unknown): Value;
  /** The section as it may be written; for the compiler only. */
  readonly written?: Written;
}

/** What of a plugin tells how its section is written. */
export interface SectionBearer {
  /** The name of the plugin, and of its section. */
  readonly name: string;
  /** Its section of the program. */
  readonly section?: Section;
}

/** No plugin has a section. */
export type NoSections = Readonly<Record<string, never>>;

/** The sections of some plugins, as they may be written; each may be left out. */
export type PluginSections<Plugins extends readonly SectionBearer[]> = [
  keyof WrittenSections<Plugins[number]>,
] extends [never]
  ? NoSections
  : WrittenSections<Plugins[number]>;

type WrittenSections<Each extends SectionBearer> = {
  readonly [One in Each as One extends { readonly section: Section } ? One['name'] : never]?: One extends {
    readonly section: Section<infer _Value, infer Of>;
  }
    ? Of
    : never;
};
