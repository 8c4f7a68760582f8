/** A value as JSON has it: a `Date` is a text in ISO 8601, and what only a process can hold is left out. */
export type JsonOf<Value> = Value extends Date
  ? string
  : Value extends string | number | boolean | null | undefined
    ? Value
    : Value extends readonly unknown[]
      ? { readonly [Index in keyof Value]: JsonOf<Value[Index]> }
      : Value extends object
        ? { readonly [Name in keyof Value as Value[Name] extends Promise<unknown> ? never : Name]: JsonOf<Value[Name]> }
        : Value;
