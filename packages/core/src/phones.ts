export { nationalPhones } from './plugins/jobs/csv/national-phones.ts';
// what it gives
export type { PhoneReader } from './plugins/jobs/csv/phone-reader.ts';
