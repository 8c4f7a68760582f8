import { Card } from '../../ui/blocks.tsx';
import { Select, Tick } from '../../ui/choices.tsx';
import { Radios } from '../../ui/form.tsx';
import { type FormContext, RowFrame, RowsEnd, TypedField } from './form-context.tsx';
import { words } from './form-words.ts';
import { type General, nameIn } from './typed-program.ts';

interface FigureFieldProps {
  readonly form: FormContext;
  readonly name: keyof General;
  readonly label: string;
  readonly hint?: string;
  readonly inputmode?: 'numeric' | 'decimal';
}

/** A field of a figure that stands once in the form. */
function FigureField({ form, name, inputmode = 'numeric', ...others }: FigureFieldProps) {
  return <TypedField form={form} name={name} value={form.typed.general[name]} inputmode={inputmode} {...others} />;
}

/** When points come. */
export function TriggerFields({ form }: { form: FormContext }) {
  const t = words(form.c);
  const { general } = form.typed;
  const { fields } = form.mistakes;
  const triggers = [
    { value: 'on-invoice-saved', label: t.onInvoiceSaved },
    { value: 'on-full-payment', label: t.onFullPayment },
  ];
  return (
    <Card title={t.trigger}>
      <Radios
        name="trigger"
        label={t.trigger}
        options={triggers}
        value={general.trigger}
        error={fields.get('trigger')}
        isTitled
      />
      <Tick
        name="approvePayments"
        label={t.approvePayments}
        isTicked={general.approvePayments === 'yes'}
        error={fields.get('approvePayments')}
      />
      <Tick
        name="requireVerifiedEmail"
        label={t.requireVerifiedEmail}
        isTicked={general.requireVerifiedEmail === 'yes'}
      />
      <div class="row">
        <FigureField form={form} name="pendingDays" label={t.pendingDays} hint={t.pendingDaysHint} />
      </div>
    </Card>
  );
}

/** The most points of all ways to earn together. */
export function CapFields({ form }: { form: FormContext }) {
  const t = words(form.c);
  return (
    <Card title={t.caps}>
      <div class="row">
        <FigureField form={form} name="mostPerSale" label={t.mostPerSale} hint={t.noLimit} />
        <FigureField form={form} name="mostPerDay" label={t.mostPerDay} hint={t.noLimit} />
      </div>
    </Card>
  );
}

/** When points end. */
export function ExpiryFields({ form }: { form: FormContext }) {
  const t = words(form.c);
  const { general } = form.typed;
  const { fields } = form.mistakes;
  const kinds = [
    { value: 'never', label: t.never },
    { value: 'after', label: t.afterPeriod },
    { value: 'inactivity', label: t.idle },
    { value: 'on-date', label: t.onDate },
  ];
  const units = [
    { value: 'days', label: t.days },
    { value: 'months', label: t.months },
  ];
  return (
    <Card title={t.expiry}>
      <Radios
        name="expiry"
        label={t.expiry}
        options={kinds}
        value={general.expiry}
        error={fields.get('expiry')}
        isTitled
      />
      <div class="row">
        <FigureField form={form} name="count" label={t.count} />
        <Select name="unit" label={t.unit} options={units} value={general.unit} error={fields.get('unit')} />
        <TypedField form={form} name="lastDay" label={t.lastDay} type="date" value={general.lastDay} />
      </div>
      <Tick name="monthEnd" label={t.monthEnd} isTicked={general.monthEnd === 'yes'} />
    </Card>
  );
}

/** What points are worth, and how many may be used. */
export function PayingFields({ form }: { form: FormContext }) {
  const t = words(form.c);
  return (
    <Card title={t.paying}>
      <div class="row">
        <FigureField form={form} name="ratePoints" label={t.ratePoints} hint={t.rateHint} />
        <FigureField form={form} name="rateMoney" label={t.rateMoney} inputmode="decimal" />
      </div>
      <div class="row four">
        <FigureField form={form} name="minimum" label={t.minimum} />
        <FigureField form={form} name="maximum" label={t.maximum} hint={t.noLimit} />
        <FigureField form={form} name="step" label={t.step} />
        <FigureField form={form} name="share" label={t.share} />
      </div>
    </Card>
  );
}

/** Which uses of points need a code. */
export function CodeFields({ form }: { form: FormContext }) {
  const t = words(form.c);
  const kinds = [
    { value: 'off', label: t.codesOff },
    { value: 'always', label: t.codesAlways },
    { value: 'above', label: t.codesAbove },
  ];
  return (
    <Card title={t.codes}>
      <p class="hint">{t.codesHint}</p>
      <Radios name="codes" label={t.codes} options={kinds} value={form.typed.general.codes} isTitled />
      <div class="row">
        <FigureField form={form} name="codesAbove" label={t.codesAbovePoints} />
      </div>
    </Card>
  );
}

/** What points buy at the till. */
export function ItemFields({ form }: { form: FormContext }) {
  const t = words(form.c);
  const field = (index: number, name: string, label: string, value: string, inputmode?: 'numeric' | 'decimal') => (
    <TypedField
      form={form}
      name={nameIn('items', index, name)}
      label={label}
      value={value}
      {...(inputmode && { inputmode })}
    />
  );
  return (
    <Card title={t.items}>
      <p class="hint">{t.itemsHint}</p>
      {form.typed.items.map((row, index) => (
        <RowFrame form={form} list="items" index={index} title={t.item(index + 1)} row={row} called={row.name}>
          <div class="row four">
            {field(index, 'plu', t.plu, row.plu)}
            {field(index, 'name', t.itemName, row.name)}
            {field(index, 'points', t.cost, row.points, 'numeric')}
            {field(index, 'value', t.value, row.value, 'decimal')}
          </div>
        </RowFrame>
      ))}
      <RowsEnd form={form} list="items" label={t.addItem} />
    </Card>
  );
}
