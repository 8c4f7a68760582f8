import type { Email } from 'postal-mime';
import { asRead } from './mail-server.ts';
import { wrap } from './page.ts';
import type { Till } from './till.ts';

/** Who stands at the till. */
export interface Cast {
  readonly till: Till;
  /** The customer's mails. */
  readonly mailbox: readonly Email[];
  /** Characters in a line of what is printed, at most. */
  readonly width: number;
  print(line: string): void;
  /** The code that the customer reads out of a mail; null when the customer would rather not. */
  readCode(mail: Email): Promise<string | null>;
}

const customer = 'ayu';

/** A customer earns points with one sale and pays a part of the next with them. */
export async function tellStory({ till, mailbox, width, print, readCode }: Cast): Promise<void> {
  const enrolled = await till.pointbook.enrolMember({ memberId: customer, email: 'ayu@customer.example' });
  if (enrolled.isErr()) throw new Error(enrolled.error.message);
  const tell = (text: string) => print(wrap(text, width).join('\n'));
  const balance = async () => {
    const { balance: points, available } = await till.balanceOf(customer);
    return `Ayu has ${points} points${available === points ? '' : `, of which ${available} are free`}.`;
  };

  const earned = await till.sell(customer, 'INV-1', 45_90);
  tell(`INV-1, ${pounds(45_90)}: ${earned} points come with it. ${await balance()}\n`);
  const more = await till.sell(customer, 'INV-2', 12_00);
  const { challengeId, destination, expiresAt } = await till.request(customer, 'INV-2', 300);
  const request = `${more} points come with it, and Ayu wants to pay with 300. A code goes by email to ${destination};`;
  const until = `it is good until ${expiresAt.toLocaleTimeString('en-GB')}.`;
  tell(`INV-2, ${pounds(12_00)}: ${request} ${until} ${await balance()}`);

  const mail = mailbox.at(-1);
  if (mail === undefined) throw new Error('The mail server took a mail that is not there.');
  print(`\n${asRead(mail, width)}\n`);

  const { balance: before } = await till.balanceOf(customer);
  tell(await pay(challengeId, mail));
  tell(await balance());

  /** Tries codes until one is right or none will be. */
  async function pay(challenge: string, received: Email): Promise<string> {
    for (;;) {
      const code = await readCode(received);
      if (code === null) break;
      const tried = await till.confirm(challenge, code);
      if (tried.state === 'spent') return `${code}: right. ${await paid(tried.points, tried.value)}`;
      tell(`${code}: ${tried.message}`);
      if (tried.state === 'over') break;
    }
    await till.cancel(challenge);
    return 'The points that were held are free again.';
  }

  async function paid(points: number, value: number): Promise<string> {
    const { balance: after } = await till.balanceOf(customer);
    const taken = before - points - after;
    return `${points} points pay ${pounds(value)} of INV-2. What points pay earns none: the ${taken} that came with that part are taken back.`;
  }
}

function pounds(pence: number): string {
  return `£${(pence / 100).toFixed(2)}`;
}
