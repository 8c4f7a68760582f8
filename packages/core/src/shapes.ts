// How inputs are checked: what the shapes of Pointbook's own verbs are built of, for those of plugins.
export type { Agrees, Shape } from './kernel/shapes/shape.ts';
export { off, wholeOr } from './program/shapes/program-fields.ts';
export { checkOptionNames, type OptionNames } from './values/option-names.ts';
export { abortSignal } from './schemas/abort-signal.ts';
export { dateRule } from './schemas/calendar-rules.ts';
export { note, phone, points } from './schemas/command-fields.ts';
export { instant } from './schemas/instant.ts';
export { closest } from './values/closest.ts';
export { type FieldRule, idRule, noteRule, textRule } from './schemas/field-rules.ts';
export {
  field,
  flag,
  id,
  leaf,
  list,
  nullish,
  oneOf,
  optional,
  orDefaults,
  text,
  whole,
  withDefault,
} from './schemas/fields.ts';
export { object, strict, refine } from './schemas/objects.ts';
export { birthdayRule, emailRule, misleadingPhone, phoneRule } from './schemas/person-rules.ts';
export { phoneCountryRule } from './schemas/phone-country-rule.ts';
export type { Mistake } from './schemas/problem.ts';
export { type Schema, isObject, notJson } from './schemas/schema.ts';
export { noInput, optionalShape, shape } from './schemas/shape.ts';
export { type MistakeText, anyOf, mustBe, mustBePersonal } from './schemas/mistake-text.ts';
