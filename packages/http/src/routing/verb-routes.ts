import { InvariantError } from '@pointbook/core';
import type { VerbDescription } from '@pointbook/core/plugin';
import { type Fields, fieldsOf, type FileField, fileFieldOf } from './json-schema.ts';
import { fieldOf, partsOf, type Routed } from './route-tree.ts';

/** A verb and where it is reached. */
export interface VerbRoute extends Routed {
  readonly method: string;
  /** The path with its fields in braces. */
  readonly pattern: string;
  readonly verb: VerbDescription;
  /** The name by which a role lists the verb: `saveInvoice`, `reports.status`. */
  readonly name: string;
  /** The fields of its input; null where a plugin's own schema does not tell them. */
  readonly fields: Fields | null;
  /** The field of its input that is the body of a request; null where none is. */
  readonly file: FileField | null;
}

/**
 * The routes of verbs. A route that names no field of its verb's input throws, because the mistake is in the plugin's
 * code.
 */
export function routesOf(verbs: readonly VerbDescription[]): readonly VerbRoute[] {
  return verbs.map((verb) => {
    const { method, segments } = partsOf(verb.route);
    const fields = fieldsOf(verb);
    for (const segment of segments) {
      const field = fieldOf(segment);
      if (field !== null && fields !== null && !Object.hasOwn(fields, field))
        throw new InvariantError(
          `The route ${verb.route} of ${verb.path.join('.')} names no field of its input: ${field}.`,
        );
    }
    if (method === 'GET' && (verb.writes || verb.sends))
      throw new InvariantError(
        `The route ${verb.route} of ${verb.path.join('.')} cannot be a GET: it writes or sends.`,
      );
    const pattern = `/${segments.join('/')}`;
    return { route: verb.route, method, pattern, verb, name: verb.path.join('.'), fields, file: fileFieldOf(verb) };
  });
}
