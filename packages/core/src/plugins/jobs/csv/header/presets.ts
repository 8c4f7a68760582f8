import { type ImportMode, type ImportOptions, whoColumns } from '../import-options.ts';
import type { ColumnMapping } from './read-header.ts';

/** A program whose exports are read as they are. */
export type PresetName = 'shopify' | 'smile' | 'square' | 'loyverse' | 'lightspeed' | 'woocommerce';

/** The names of all presets. */
export const presetNames = ['shopify', 'smile', 'square', 'loyverse', 'lightspeed', 'woocommerce'] as const;

/** How another program writes its files. What the caller declares takes its place. */
export type Preset = Partial<Omit<ImportOptions, 'mode' | 'delimiter'>>;

/**
 * How the files of another program are read, by the names that its columns have (docs/jobs.md says where each is from).
 * A row that gives or sets points names its member in one way only: by the first of these columns that the file has. So
 * a name that could be an id too, such as that of the email, is there what it says.
 */
export function presetOf(name: PresetName, mode: ImportMode): Preset {
  const { mapping = [], ...preset } = presets[name];
  if (mode === 'opening') return { mapping, ...preset };
  const isAddress = (of: string) => mapping.some((other) => other.name === of && isWho(other) && !isId(other));
  return {
    ...preset,
    mapping: [
      ...mapping.filter((each) => !isId(each) || !isAddress(each.name)),
      ...whoColumns.map((column): ColumnMapping => ({ name: column, column, isGuess: true })),
    ],
  };
}

function isId({ column }: ColumnMapping): boolean {
  return column === 'memberId';
}

function isWho({ column }: ColumnMapping): boolean {
  return whoColumns.some((who) => who === column);
}

/** Several names may stand for one column. The first that a file has counts. */
function guesses(names: Readonly<Record<string, readonly string[]>>, passedOver: readonly string[] = []): Preset {
  const named = Object.entries(names).flatMap(([column, all]) =>
    all.map((name): ColumnMapping => ({ name, column, isGuess: true })),
  );
  const over = passedOver.map((name): ColumnMapping => ({ name, column: null, isGuess: true }));
  return { mapping: [...named, ...over], ignoreUnknown: true };
}

const names = { firstName: ['First Name', 'Firstname'], lastName: ['Last Name', 'Lastname'] };
// An export says how many points there are; whether a file adds or sets them is the caller's to say.
const both = (...all: readonly string[]) => ({ points: all, balance: all });

const presets: Readonly<Record<PresetName, Preset>> = {
  // It has no points: a file of its customers enrols them with 0. Its ids begin with an apostrophe.
  shopify: {
    ...guesses({
      memberId: ['Customer ID', 'ID'],
      ...names,
      email: ['Email'],
      phone: ['Phone', 'Default Address Phone'],
    }),
    withoutBalance: true,
  },
  // It knows customers by their addresses.
  smile: guesses({
    ...names,
    email: ['Email', 'Email Address'],
    memberId: ['Customer ID', 'Smile ID', 'Email'],
    ...both('Points Balance', 'Points'),
    tier: ['VIP Tier'],
    birthday: ['Birthday', 'Date of Birth'],
  }),
  // Its birthdays are MM-DD, YYYY-MM-DD or MM-DD-YYYY. Who collects points is known by the phone.
  square: {
    dateOrder: 'mdy',
    ...guesses({
      memberId: ['Square Customer ID', 'Customer ID', 'Reference ID'],
      ...names,
      phone: ['Phone Number', 'Phone'],
      email: ['Email Address', 'Email'],
      birthday: ['Birthday'],
      ...both('Points Balance', 'Point Balance', 'Balance', 'Points'),
    }),
    withoutBalance: true,
  },
  // Its balances have decimals.
  loyverse: {
    ...guesses(
      {
        memberId: ['Customer ID', 'Customer code', 'Email'],
        name: ['Customer name', 'Name'],
        cardCode: ['Customer code'],
        email: ['Email'],
        phone: ['Phone', 'Phone number'],
        ...both('Points balance', 'Points'),
      },
      ['Note', 'Notes'],
    ),
    numberLocale: 'en',
    decimals: 'floor',
  },
  // Its `balance` is money that the customer owes.
  lightspeed: {
    ...guesses(
      {
        memberId: ['customer_code', 'id'],
        ...names,
        email: ['email'],
        phone: ['mobile', 'phone'],
        birthday: ['date_of_birth'],
        tier: ['customer_group_name', 'customer_group'],
        ...both('loyalty_balance'),
      },
      ['balance', 'account_balance', 'note', 'notes'],
    ),
    numberLocale: 'en',
    decimals: 'floor',
  },
  woocommerce: guesses({
    memberId: ['customer_id', 'user_id', 'ID', 'username', 'user_login', 'user_email', 'email'],
    ...names,
    name: ['display_name', 'customer_name', 'name'],
    email: ['email', 'user_email', 'customer_email', 'billing_email'],
    phone: ['billing_phone', 'phone'],
    ...both('points_balance', 'wc_points_balance', 'points'),
  }),
};
