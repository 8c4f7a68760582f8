import { Select, Tick, Ticks } from '../../ui/choices.tsx';
import { type FormContext, TypedField } from './form-context.tsx';
import { words } from './form-words.ts';
import { type Conditions, nameIn, type RowList } from './typed-program.ts';

export interface RowProps<Row> {
  readonly form: FormContext;
  readonly list: RowList;
  readonly index: number;
  readonly row: Row;
}

const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** When a rule or a multiplier applies. */
export function ConditionFields({ form, list, index, row }: RowProps<Conditions>) {
  const t = words(form.c);
  const name = (field: keyof Conditions) => nameIn(list, index, field);
  const error = (field: keyof Conditions) => form.mistakes.fields.get(name(field));
  const birthdays = [
    { value: '', label: t.anyDay },
    { value: 'day', label: t.birthdayDay },
    { value: 'month', label: t.birthdayMonth },
  ];
  return (
    <>
      <div class="row four">
        <TypedField form={form} name={name('from')} label={t.from} type="date" value={row.from} />
        <TypedField form={form} name={name('until')} label={t.until} type="date" value={row.until} />
        <TypedField form={form} name={name('hoursFrom')} label={t.hoursFrom} type="time" value={row.hoursFrom} />
        <TypedField form={form} name={name('hoursUntil')} label={t.hoursUntil} type="time" value={row.hoursUntil} />
      </div>
      <Ticks
        name={name('weekdays')}
        label={t.weekdays}
        options={week.map((day) => ({ value: day, label: t[day] }))}
        ticked={row.weekdays.split(',')}
        error={error('weekdays')}
      />
      <div class="row">
        <TypedField
          form={form}
          name={name('minimumSpend')}
          label={t.minimumSpend}
          inputmode="decimal"
          value={row.minimumSpend}
        />
        <TypedField form={form} name={name('tiers')} label={t.tiers} hint={t.namesHint} value={row.tiers} />
        <Select
          name={name('birthday')}
          label={t.birthday}
          options={birthdays}
          value={row.birthday}
          error={error('birthday')}
        />
      </div>
      <Tick name={name('firstPurchase')} label={t.firstPurchase} isTicked={row.firstPurchase === 'yes'} />
    </>
  );
}

/** Whether anything is asked, so that it is to be seen. */
export function hasConditions({ from, until, weekdays, hoursFrom, hoursUntil, ...others }: Conditions): boolean {
  const { minimumSpend, firstPurchase, birthday, tiers } = others;
  const asked = [from, until, weekdays, hoursFrom, hoursUntil, minimumSpend, firstPurchase, birthday, tiers];
  return asked.some((text) => text !== '');
}
