import { memberVerbs } from './member-verbs.ts';
import { saleVerbs } from './sale-verbs.ts';
import { adjustingVerbs } from './adjusting-verbs.ts';
import { spendingVerbs } from './spending-verbs.ts';

/** The verbs that write. */
export const writingVerbs = { ...memberVerbs, ...saleVerbs, ...adjustingVerbs, ...spendingVerbs };
