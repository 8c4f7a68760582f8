export { nationalPhones } from './plugins/jobs/csv/cells/national-phones.ts';
// what it gives
export type { PhoneReader } from './plugins/jobs/csv/cells/phone-reader.ts';
