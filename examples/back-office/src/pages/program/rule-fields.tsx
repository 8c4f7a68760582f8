import { Card } from '../../ui/blocks.tsx';
import { Select, Tick } from '../../ui/choices.tsx';
import { ConditionFields, hasConditions, type RowProps } from './condition-fields.tsx';
import { type FormContext, RowFrame, RowsEnd, TypedField } from './form-context.tsx';
import { words } from './form-words.ts';
import { type MultiplierRow, nameIn, type RuleRow } from './typed-program.ts';

/** The ways to earn. */
export function RuleFields({ form }: { form: FormContext }) {
  const t = words(form.c);
  return (
    <Card title={t.rules}>
      <p class="hint">{t.rulesHint}</p>
      {form.typed.rules.map((row, index) => (
        <RowFrame form={form} list="rules" index={index} title={t.rule(index + 1)} row={row} called={row.label}>
          {row.kept === '' ? (
            <RuleRowFields form={form} list="rules" index={index} row={row} />
          ) : (
            <Kept form={form} label={row.label} />
          )}
        </RowFrame>
      ))}
      <RowsEnd form={form} list="rules" label={t.addRule} />
    </Card>
  );
}

/** What multiplies points. */
export function MultiplierFields({ form }: { form: FormContext }) {
  const t = words(form.c);
  const { general, multipliers } = form.typed;
  return (
    <Card title={t.multipliers}>
      <p class="hint">{t.multipliersHint}</p>
      {multipliers.map((row, index) => (
        <RowFrame
          form={form}
          list="multipliers"
          index={index}
          title={t.multiplier(index + 1)}
          row={row}
          called={row.label}
        >
          {row.kept === '' ? (
            <MultiplierRowFields form={form} list="multipliers" index={index} row={row} />
          ) : (
            <Kept form={form} label={row.label} />
          )}
        </RowFrame>
      ))}
      <RowsEnd form={form} list="multipliers" label={t.addMultiplier} />
      <Select
        name="combine"
        label={t.combine}
        options={[
          { value: 'highest', label: t.highest },
          { value: 'all', label: t.all },
        ]}
        value={general.combine}
        error={form.mistakes.fields.get('combine')}
      />
    </Card>
  );
}

/** A rule that the form does not show: it is named, and stays. */
function Kept({ form, label }: { form: FormContext; label: string }) {
  return (
    <>
      <p>
        <bdi>
          <strong>{label}</strong>
        </bdi>
      </p>
      <p class="hint">{words(form.c).kept}</p>
    </>
  );
}

function RuleRowFields({ form, list, index, row }: RowProps<RuleRow>) {
  const t = words(form.c);
  const name = (field: keyof RuleRow) => nameIn(list, index, field);
  const error = (field: keyof RuleRow) => form.mistakes.fields.get(name(field));
  const kinds = [
    { value: 'amount', label: t.perAmount },
    { value: 'visit', label: t.perVisit },
    { value: 'item', label: t.perItem },
  ];
  const filters = [
    { field: 'onlySkus', label: t.onlySkus, hint: t.namesHint },
    { field: 'onlyCategories', label: t.onlyCategories, hint: t.namesHint },
    { field: 'exceptSkus', label: t.exceptSkus, hint: t.exceptHint },
    { field: 'exceptCategories', label: t.exceptCategories, hint: t.exceptHint },
  ] as const;
  const details = [...filters.map(({ field }) => row[field]), row.discounted, row.mostPerSale, row.mostPerDay];
  return (
    <>
      <TypedField form={form} name={name('label')} label={t.label} value={row.label} />
      <div class="row">
        <TypedField form={form} name={name('points')} label={t.points} inputmode="numeric" value={row.points} />
        <Select name={name('per')} label={t.per} options={kinds} value={row.per} error={error('per')} />
        <TypedField form={form} name={name('of')} label={t.of} hint={t.ofHint} inputmode="decimal" value={row.of} />
      </div>
      <details open={hasConditions(row) || details.some((text) => text !== '')}>
        <summary>{t.details}</summary>
        <div class="fields">
          <div class="row four">
            {filters.map(({ field, label, hint }) => (
              <TypedField
                form={form}
                name={name(field)}
                label={label}
                hint={hint}
                value={row[field]}
                maxlength={2000}
              />
            ))}
          </div>
          <Tick name={name('discounted')} label={t.discounted} isTicked={row.discounted === 'yes'} />
          <ConditionFields form={form} list={list} index={index} row={row} />
          <div class="row">
            <TypedField
              form={form}
              name={name('mostPerSale')}
              label={t.mostPerSale}
              hint={t.noLimit}
              inputmode="numeric"
              value={row.mostPerSale}
            />
            <TypedField
              form={form}
              name={name('mostPerDay')}
              label={t.mostPerDay}
              hint={t.noLimit}
              inputmode="numeric"
              value={row.mostPerDay}
            />
          </div>
        </div>
      </details>
    </>
  );
}

function MultiplierRowFields({ form, list, index, row }: RowProps<MultiplierRow>) {
  const t = words(form.c);
  return (
    <>
      <div class="row">
        <TypedField form={form} name={nameIn(list, index, 'label')} label={t.label} value={row.label} />
        <TypedField
          form={form}
          name={nameIn(list, index, 'times')}
          label={t.times}
          inputmode="decimal"
          value={row.times}
        />
      </div>
      <ConditionFields form={form} list={list} index={index} row={row} />
    </>
  );
}
