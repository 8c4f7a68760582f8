export { type SchemaObject, type ServedSchema, servedSchema, servedSchemas } from './openapi/served-schemas.ts';
