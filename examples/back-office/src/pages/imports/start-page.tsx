import type { ImportQuery } from '@pointbook/core/jobs';
import type { Office } from '../../office.ts';
import { fileAddress } from '../../ui/addresses.ts';
import { Card, Problem } from '../../ui/blocks.tsx';
import type { Page } from '../../ui/env.ts';
import { Select } from '../../ui/choices.tsx';
import { Field, Form, Radios } from '../../ui/form.tsx';
import { show } from '../../ui/page.tsx';
import { maxFileBytes, uploadPath } from '../../ui/read-upload.ts';
import { encodings, modes, presets } from './file-choices.ts';
import { words } from './words.ts';

/** A file that was not taken: why, and what was chosen for it. */
interface Refused {
  readonly problem: string;
  readonly query: ImportQuery;
  readonly status: 413 | 422;
}

/** Brings a file. What is in it and who wrote it are asked here, what its columns are on the next page. */
export function startPage(c: Page, { files }: Office, refused?: Refused) {
  const t = words(c);
  const { size, moment } = c.var.formats;
  const { mode = 'opening', from = '', encoding = '' } = refused?.query ?? {};
  const waiting = files.waiting();
  return show(
    c,
    { title: t.title, status: refused?.status ?? 200 },
    <>
      <Card>
        <p>{t.intro}</p>
        <Form c={c} action={uploadPath} enctype="multipart/form-data">
          {refused && <Problem>{refused.problem}</Problem>}
          <Radios
            name="mode"
            label={t.mode}
            value={mode}
            options={modes.map((value) => ({ value, label: t[value] }))}
          />
          <div class="row">
            <Select name="from" label={t.from} value={from} options={[{ value: '', label: t.otherApp }, ...presets]} />
            <Select
              name="encoding"
              label={t.encoding}
              value={encoding}
              options={encodings.map(({ value, name }) => ({ value, label: t[name] }))}
            />
          </div>
          <Field
            name="file"
            label={t.file}
            type="file"
            accept=".csv,.txt,.tsv,text/csv"
            required
            hint={t.fileHint(size(maxFileBytes))}
          />
          <button class="main">{t.upload}</button>
        </Form>
      </Card>
      {waiting.length > 0 && (
        <Card title={t.waiting}>
          <ul class="list">
            {waiting.map(({ fileId, name, bytes, at }) => (
              <li>
                <a href={fileAddress(fileId)}>
                  <bdi>{name}</bdi>
                </a>
                <span class="note">
                  {size(bytes)} · {moment(at)}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>,
  );
}
