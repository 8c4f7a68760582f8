import { notesOf } from './form.tsx';

interface Choice {
  readonly value: string;
  readonly label: string;
}

interface SelectProps {
  readonly name: string;
  readonly label: string;
  readonly options: readonly Choice[];
  readonly value?: string | undefined;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
}

/** One of several, in a list that opens. */
export function Select({ name, label, options, value, hint, error }: SelectProps) {
  const notes = notesOf(name, { hint, error });
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <select id={name} name={name} {...notes.attributes}>
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
      {notes.shown}
    </div>
  );
}

interface TickProps {
  readonly name: string;
  readonly label: string;
  readonly isTicked: boolean;
  /** 'yes' where nothing is said. */
  readonly value?: string;
  readonly error?: string | undefined;
}

/** Something that is so or not. */
export function Tick({ name, label, isTicked, value = 'yes', error }: TickProps) {
  const notes = notesOf(name, { error });
  return (
    <div class="field">
      <label class="tick">
        <input type="checkbox" name={name} value={value} checked={isTicked} {...notes.attributes} />
        <span>{label}</span>
      </label>
      {notes.shown}
    </div>
  );
}

interface TicksProps {
  readonly name: string;
  readonly label: string;
  readonly options: readonly Choice[];
  readonly ticked: readonly string[];
  readonly error?: string | undefined;
}

/** Any of few, all to be seen. */
export function Ticks({ name, label, options, ticked, error }: TicksProps) {
  const notes = notesOf(name, { error });
  return (
    <fieldset class="radios" id={name}>
      <legend>{label}</legend>
      {options.map((option) => (
        <label>
          <input type="checkbox" name={name} value={option.value} checked={ticked.includes(option.value)} />
          <span>{option.label}</span>
        </label>
      ))}
      {notes.shown}
    </fieldset>
  );
}
