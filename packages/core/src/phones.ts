export { nationalPhones } from './csv/national-phones.ts';
// what it gives
export type { PhoneReader } from './csv/phone-reader.ts';
