import { type ProgramDefinition, type Program } from '@pointbook/core';
import { orThrow } from '@pointbook/core/errors';
import type { Office } from '../../office.ts';
import type { Draft } from '../../shop/drafts.ts';
import type { Publication } from '../../shop/publications.ts';
import type { Page } from '../../ui/env.ts';
import { definitionOf } from './to-definition.ts';
import type { TypedProgram } from './typed-program.ts';

/** A change of the rules, as far as it was made. */
export interface OpenDraft {
  readonly draft: Draft;
  readonly typed: TypedProgram;
  /** The published rules that it changes. */
  readonly over: Publication;
  /** The rules that it means, not checked. */
  readonly definition: ProgramDefinition;
  readonly read: ReturnType<Office['ledger']['read']>;
}

/** The change that the address names; null where it was published or discarded. */
export function openDraft(c: Page, { ledger, drafts }: Office): OpenDraft | null {
  const draft = drafts.get(c.req.param('draftId') ?? '');
  const over = draft && ledger.publications.get(draft.over);
  if (draft === null || over === null) return null;
  const typed = JSON.parse(draft.typed) as TypedProgram;
  const definition = definitionOf(typed, over.program) as ProgramDefinition;
  return { draft, typed, over, definition, read: ledger.read(definition) };
}

/** Rules that were published, which were checked then. */
export function publishedProgram({ ledger }: Office, { program }: Publication): Program {
  return orThrow(ledger.read(program));
}

/** The rules in use. */
export function newestOf({ ledger }: Office): Publication {
  const newest = ledger.publications.newest();
  if (newest === null) throw new Error('An open ledger has rules.');
  return newest;
}

/** Who did something, by name. */
export function nameOf({ staff }: Office, staffId: string | null): string {
  return (staffId !== null && staff.get(staffId)?.name) || (staffId ?? '');
}

export function draftAddress(draftId: string): string {
  return `/program/drafts/${encodeURIComponent(draftId)}`;
}
