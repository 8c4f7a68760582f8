/**
 * What checks a value from outside: any Standard Schema that answers at once (zod, Valibot, ArkType …), or a function
 * that answers as one does.
 */
export type ValueSchema<Value, Written = Value> =
  | StandardSchema<Value, Written>
  | ((input: unknown) => CheckedValue<Value>);

/** The part of https://standardschema.dev that is used. */
export interface StandardSchema<Value, Written = Value> {
  /** What a schema of any library brings. */
  readonly '~standard': {
    /** The value as it may be written, and as it is kept; for the compiler only. */
    readonly types?: { readonly input: Written; readonly output: Value } | undefined;
    /** Checks a value; it must answer at once. */
    readonly validate: (input: unknown) => CheckedValue<Value> | Promise<CheckedValue<Value>>;
  };
}

/** A value as it is kept, or what is wrong with it. */
export type CheckedValue<Value> =
  | { readonly value: Value; readonly issues?: undefined }
  | { readonly issues: readonly ValueIssue[] };

/** One thing that is wrong with a value. */
export interface ValueIssue {
  /** What is wrong, for the author of the program. */
  readonly message: string;
  /** Where it is, within the value. */
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}
