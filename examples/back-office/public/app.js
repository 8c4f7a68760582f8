// What the pages do beyond links and forms. Without this script they work, too: it only spares clicks and waiting.

/** A form that asks before it is sent, and one that is being sent already, which must not be sent twice. */
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  const question = form.dataset.confirm;
  if (form.dataset.sending || (question && !confirm(question))) {
    event.preventDefault();
    return;
  }
  if (form.method !== 'post') return;
  form.dataset.sending = 'yes';
  // After this event, for a button that is disabled is not sent.
  setTimeout(() => form.querySelectorAll('button').forEach((button) => (button.disabled = true)));
});

/** A page that comes back from the browser's memory may be used again. */
addEventListener('pageshow', () => {
  for (const form of document.forms) {
    delete form.dataset.sending;
    form.querySelectorAll('button').forEach((button) => (button.disabled = false));
  }
});

/** A choice that is sent at once. */
document.addEventListener('change', (event) => {
  const field = event.target;
  if (field instanceof HTMLSelectElement && 'submit' in field.dataset) field.form?.requestSubmit();
});

/** A menu that is wider than the page shows where one is. */
for (const here of document.querySelectorAll('nav [aria-current]')) {
  const nav = here.closest('nav');
  const [at, whole] = [here.getBoundingClientRect(), nav.getBoundingClientRect()];
  nav.scrollLeft += at.left + at.width / 2 - (whole.left + whole.width / 2);
}

/** Buttons that print the page, and that copy what a field holds. */
for (const button of document.querySelectorAll('[data-print], [data-copy]')) button.hidden = false;
document.addEventListener('click', (event) => {
  const button = event.target.closest?.('[data-print], [data-copy]');
  if (button?.dataset.copy) void copy(button);
  else if (button) print();
});

/** Copies what a field holds, and says so on the button. */
async function copy(button) {
  const field = document.getElementById(button.dataset.copy);
  field.select();
  // Where the page is not served over TLS, browsers copy what is chosen alone.
  await navigator.clipboard?.writeText(field.value).catch(() => document.execCommand('copy'));
  button.textContent = button.dataset.done;
}

/** Buttons that fill something into a field, as if it were typed there. */
document.addEventListener('click', (event) => {
  const button = event.target instanceof Element && event.target.closest('[data-fill]');
  if (!button) return;
  const field = document.getElementById(button.dataset.fill);
  field.value = button.dataset.value;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  // By keyboard the button may go with what it said; by touch the keyboard of the screen would come up.
  if (event.detail === 0) field.focus();
});

/** Buttons that add one more of the rows that they name. The rows are empty, and their labels count on. */
for (const button of document.querySelectorAll('[data-repeat]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const rows = button.parentElement.querySelectorAll(button.dataset.repeat);
    const last = rows[rows.length - 1];
    const row = last.cloneNode(true);
    for (const field of row.querySelectorAll('input')) {
      field.value = '';
      field.setAttribute('aria-label', field.getAttribute('aria-label').replace(/\d+$/, String(rows.length + 1)));
    }
    last.after(row);
    row.querySelector('input').focus();
  });
}

/** A box that ticks all boxes of a name, is ticked while they are, and a count of them. */
document.addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLInputElement) || target.type !== 'checkbox' || !target.form) return;
  const head = target.form.querySelector('[data-ticks]');
  if (!head) return;
  const boxes = [...target.form.querySelectorAll(`[name="${head.dataset.ticks}"]`)];
  if (target === head) boxes.forEach((box) => (box.checked = head.checked));
  const ticked = boxes.filter((box) => box.checked).length;
  head.checked = ticked === boxes.length;
  head.indeterminate = ticked > 0 && ticked < boxes.length;
  const count = target.form.querySelector(`[data-ticked="${head.dataset.ticks}"]`);
  if (!count) return;
  count.hidden = ticked === 0;
  count.querySelector('output').textContent = ticked;
});

/** A menu closes by Escape, and where somebody goes on elsewhere. */
for (const type of ['keydown', 'click', 'focusin']) {
  document.addEventListener(type, (event) => {
    if (type === 'keydown' && event.key !== 'Escape') return;
    for (const menu of document.querySelectorAll('details.menu[open]')) {
      const isInside = menu.contains(event.target);
      if (isInside && type !== 'keydown') continue;
      menu.open = false;
      if (isInside) menu.querySelector('summary').focus();
    }
  });
}
