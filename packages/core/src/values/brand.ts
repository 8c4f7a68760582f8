declare const brand: unique symbol;

/** A `Base` that went through the check which gives it its `Name`; plain values do not pass for it. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
