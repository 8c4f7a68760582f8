// The page of the till. It runs in the browser, and sells whether or not there is a connection.
import { createClient } from '@pointbook/http/client';
import { rules } from '../src/rules.ts';
import { openTill } from '../src/till.ts';

const shelf = {
  read: () => localStorage.getItem('tasks'),
  write: (text) => localStorage.setItem('tasks', text),
};
// The till tries again by itself, so the client need not.
const ledger = createClient(new URL('/points', location.href).href, { retries: 0 });
const till = openTill({ rules, shelf, ledger });

const form = document.querySelector('form');
form.addEventListener('submit', (event) => {
  event.preventDefault();
  const { member, total } = Object.fromEntries(new FormData(form));
  const points = till.sell({
    // Unique among all tills, with no connection to ask for a number.
    invoiceId: `till-${crypto.randomUUID()}`,
    memberId: member,
    currency: 'IDR',
    total: Number(total),
    soldAt: new Date().toISOString(),
  });
  document.querySelector('#says').textContent = `Sold: +${points} points`;
  form.reset();
  void send();
});
addEventListener('online', () => void send());
setInterval(() => void send(), 10_000);
void navigator.serviceWorker.register('/service-worker.js');
void send();

async function send() {
  show();
  await till.send();
  show();
}

function show() {
  const tasks = till.tasks();
  document.querySelector('#left').textContent =
    tasks.length === 0 ? 'The ledger knows of every sale.' : `Not told to the ledger yet: ${tasks.length}`;
  const refused = tasks.filter((task) => task.refused !== undefined);
  const items = refused.map((task) =>
    Object.assign(document.createElement('li'), { textContent: `${task.command.invoiceId}: ${task.refused}` }),
  );
  document.querySelector('#refused').replaceChildren(...items);
}
