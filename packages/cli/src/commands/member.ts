import type { Member, Program } from '@pointbook/core';
import { nationalPhones } from '@pointbook/core/phones';
import { personColumns } from '@pointbook/core/till';
import { CliFailure, valueOf } from '../cli-failure.ts';
import type { Cli } from '../cli.ts';
import { withoutUndefined } from '../without-undefined.ts';
import type { LedgerContext } from '../cli-context.ts';
import { rowsOfList } from '../output/rows.ts';

interface Profile {
  readonly name?: string;
  readonly phone?: string;
  readonly phoneVerified?: true;
  readonly email?: string;
  readonly emailVerified?: true;
  readonly card?: string;
  readonly birthday?: string;
  readonly tier?: string;
}

/** `pointbook member`. */
export function addMember(cli: Cli): void {
  const member = cli.command('member', 'Enrols, shows and finds members.', [
    'pointbook member find --phone +628123456789',
    'pointbook member show C-17',
  ]);
  cli
    .command(
      'add <id>',
      'Enrols a customer. The same command again changes nothing.',
      ['pointbook member add C-17 --name Ayu --phone +628123456789'],
      member,
    )
    .option('--name <text>')
    .option(
      '--phone <number>',
      "with a plus and the country, such as +628123456789; without, it is of the program's phoneCountry",
    )
    .option('--phone-verified', "the phone is known to be the customer's")
    .option('--email <address>')
    .option('--email-verified', "the email is known to be the customer's")
    .option('--card <code>', 'the code on the loyalty card')
    .option('--birthday <date>', 'MM-DD, or YYYY-MM-DD')
    .option('--tier <name>')
    .action(cli.onLedger(add));
  cli
    .command(
      'find',
      'Finds members by phone, email or card: exactly one of them.',
      ['pointbook member find --phone +628123456789', 'pointbook member find --email ayu@example.com --json'],
      member,
    )
    .option('--phone <number>')
    .option('--email <address>')
    .option('--card <code>')
    .action(cli.onLedger(find));
  cli
    .command('show <id>', "Shows a member's profile and points.", ['pointbook member show C-17'], member)
    .action(cli.onLedger(show));
}

async function add(
  { pointbook, program, settings, print }: LedgerContext,
  memberId: string,
  { card, phone, ...profile }: Profile,
): Promise<void> {
  const { actor } = settings;
  const input = { memberId, ...profile, phone: phoneIn(program, phone), cardCode: card, actor };
  valueOf(await pointbook.enrolMember(withoutUndefined(input)));
  const member = valueOf(await pointbook.getMember({ memberId }));
  await print.one(rowOf(member), columns);
}

async function find(
  { pointbook, program, print }: LedgerContext,
  { card, phone, email }: Pick<Profile, 'phone' | 'email' | 'card'>,
): Promise<void> {
  const asked = withoutUndefined({ phone: phoneIn(program, phone), email, cardCode: card });
  if (Object.keys(asked).length !== 1)
    throw new CliFailure('usage', 'Give exactly one of --phone, --email and --card.');
  const found = valueOf(await pointbook.findMembers(asked));
  await print.many(rowsOfList(found.map(rowOf)), {
    columns,
    inTable: ['memberId', 'name', 'phone', 'email', 'balance', 'available'],
  });
}

async function show({ pointbook, print }: LedgerContext, memberId: string): Promise<void> {
  const member = valueOf(await pointbook.getMember({ memberId }));
  await print.one(rowOf(member), columns);
}

/** A number as it is typed; one without a plus is of the program's country. */
function phoneIn({ phoneCountry }: Program, text: string | undefined): string | undefined {
  if (text === undefined || /^\s*\+/.test(text)) return text;
  if (phoneCountry === null)
    throw new CliFailure(
      'invalid-command',
      `phone must begin with + and the country, such as +628123456789. To leave these out, say in the file of the program whose numbers they are, for example "phoneCountry": "ID".`,
    );
  const phone = nationalPhones().read(text, phoneCountry);
  if (typeof phone === 'string') return phone;
  throw new CliFailure('invalid-command', `phone ${phone.problem}. ${phone.fix}`);
}

function rowOf({ balance, ...person }: Member) {
  return { ...person, ...balance };
}

const [name, ...otherPersonColumns] = personColumns;
const columns = [
  'memberId',
  name,
  'balance',
  'available',
  'pending',
  'held',
  'debt',
  ...otherPersonColumns,
  'enrolledAt',
  'version',
] as const;
