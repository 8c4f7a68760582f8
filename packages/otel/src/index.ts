export { otel, type OtelOptions } from './otel.ts';
export { attributes, metricNames } from './names.ts';
