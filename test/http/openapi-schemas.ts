import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** Makes validators of the schemas of an OpenAPI document. */
export function validatorOf(document: { readonly components: object }) {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  (addFormats as unknown as (to: Ajv2020) => void)(ajv);
  ajv.addSchema({ components: document.components }, 'openapi');
  const made = new Map<object, ValidateFunction>();
  return (schema: object): ValidateFunction => {
    let found = made.get(schema);
    if (!found)
      made.set(schema, (found = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"openapi#/')))));
    return found;
  };
}
