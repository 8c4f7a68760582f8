import type { Part } from './own-part.ts';
import type { ValueSchema } from '../../kernel/shapes/standard-schema.ts';

/** The fields of `when` that the host's own conditions add. */
export type OwnConditions<Own extends Part> = {
  readonly [Each in Extract<Own, { readonly type: 'condition' }> as Each['kind']]?: WrittenFor<Each['value']> | null;
};

/** The values of `earn` that the host's own earn kinds add. */
export type OwnEarnAmounts<Own extends Part> = Own extends { readonly type: 'earn' }
  ? { readonly per: Own['kind'] } & WrittenFor<Own['fields']>
  : never;

/** A value as a schema lets one write it. */
export type WrittenFor<Schema> = [Schema] extends [ValueSchema<infer _Value, infer Written>] ? Written : never;
