import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const source = fileURLToPath(new URL('..', import.meta.url));

/** Where each kind of record is declared: the file, and the name of its type. */
const declared: Readonly<Record<string, readonly [file: string, type: string]>> = {
  account: ['ledger/account.ts', 'Account'],
  activity: ['ledger/member-record.ts', 'Activity'],
  effect: ['ledger/entry.ts', 'Effect'],
  basis: ['sales/invoice/past-of-invoice.ts', 'PastBasis'],
  challenge: ['plugins/codes/challenges/challenge.ts', 'ChallengeRecord'],
  'code-budget': ['plugins/codes/challenges/code-budget.ts', 'CodeBudget'],
  invoice: ['sales/invoice/invoice-record.ts', 'InvoiceRecord'],
  'job-problem': ['plugins/jobs/job-problem.ts', 'JobProblem'],
  job: ['plugins/jobs/job-record.ts', 'JobRecord'],
  ledger: ['store/ledger-record.ts', 'LedgerRecord'],
  payment: ['sales/invoice/payment-record.ts', 'Payment'],
  profile: ['members/profile-record.ts', 'ProfileRecord'],
  'profile-save': ['members/profile-record.ts', 'PastProfileSave'],
  refund: ['sales/invoice/refund-record.ts', 'Refund'],
  'replaced-sale': ['sales/invoice/past-of-invoice.ts', 'ReplacedSale'],
};

/** Fields of a text that stand elsewhere in the record. */
const elsewhere: readonly (readonly [text: string, record: string])[] = [['invoice.save.', 'invoice.save.did.']];

/** What fields mean that only a text has, or whose comment is that of what they are in. */
const others: Readonly<Record<string, string>> = {
  postedAfter: 'When the lot was posted.',
  savedAfter: 'When it was saved.',
  'takenBack.from.word': 'Where they were found, in a word; left out where a row says it.',
  'paymentSums.last.at': 'Since when these payments count.',
  'paymentSums.last.amount': 'How much these payments are.',
  'payment.approval.mark.actor': 'Who approved it.',
  'payment.approval.mark.did': 'What approving it did.',
};

/** Answers what a field means, by the names that lead to it: the comment at its declaration. Each has one. */
export function fieldMeanings(): (names: string) => string {
  const files = [...new Set(Object.values(declared).map(([file]) => source + file))];
  const options = {
    target: ts.ScriptTarget.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    module: ts.ModuleKind.ESNext,
  };
  const program = ts.createProgram(files, {
    ...options,
    strict: true,
    allowImportingTsExtensions: true,
    noEmit: true,
    types: [],
  });
  const checker = program.getTypeChecker();

  function rootOf(kind: string): ts.Type | undefined {
    const [file, name] = declared[kind] ?? [];
    const module = file === undefined ? undefined : program.getSourceFile(source + file);
    const symbol = module && checker.getSymbolAtLocation(module);
    const type = symbol && checker.getExportsOfModule(symbol).find((each) => each.name === name);
    return type && checker.getDeclaredTypeOfSymbol(type);
  }

  /** The objects that a type may be, or a list of them. */
  function objectsIn(type: ts.Type): readonly ts.Type[] {
    if (type.isUnion()) return type.types.flatMap(objectsIn);
    const item = checker.isArrayType(type) ? checker.getTypeArguments(type as ts.TypeReference)[0] : undefined;
    return item === undefined ? [type] : objectsIn(item);
  }

  function commentOf(names: string): string | undefined {
    const [kind = '', ...fields] = names.split('.');
    let types = [rootOf(kind)].filter((type) => type !== undefined);
    let comments: readonly string[] = [];
    for (const field of fields) {
      const found = types.flatMap(objectsIn).flatMap((type) => checker.getPropertyOfType(type, field) ?? []);
      comments = found.map((symbol) => ts.displayPartsToString(symbol.getDocumentationComment(checker)));
      types = found.map((symbol) => checker.getTypeOfSymbol(symbol));
    }
    return comments.find((comment) => comment !== '');
  }

  return (names) => {
    const moved = elsewhere.map(([text, record]) => commentOf(names.replace(text, record)));
    const [, other] = Object.entries(others).find(([field]) => `.${names}`.endsWith(`.${field}`)) ?? [];
    const meaning = other ?? commentOf(names) ?? moved.find((comment) => comment !== undefined);
    if (meaning === undefined) throw new Error(`The field ${names} has no comment.`);
    return meaning.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
  };
}
