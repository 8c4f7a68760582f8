import type { Plugin } from '../kernel/plugin.ts';
import { checkOptionNames } from '../values/option-names.ts';
import { type VerifyHost, verifyVerb } from './verify.ts';

const verbs = {
  /**
   * Checks whether the ledger contradicts itself, as the function `verify` does.
   *
   * @example
   * ```ts
   * import { verification } from '@pointbook/core/verify';
   *
   * const ledger = createPointbook({ program, store, plugins: [verification()] });
   * const checked = await ledger.verification.verify();
   * if (checked.isOk()) print(checked.value.findings);
   * ```
   */
  verify: verifyVerb,
};

/** The verbs of `pointbook.verification`. */
export type VerificationVerbs = typeof verbs;

/**
 * Makes `verify` a verb of the ledger, so that it is reached as every other verb is: over HTTP, for one, as
 * `GET /verification`.
 *
 * @remarks It reads the whole ledger: let owners ask for it, and nobody else. No till needs this plugin, and `verify`
 * does without.
 *
 * @example
 * ```ts
 * import { verification } from '@pointbook/core/verify';
 *
 * const ledger = createPointbook({ program, store, plugins: [verification()] });
 * const checked = await ledger.verification.verify();
 * if (checked.isOk()) print(checked.value.findings.length === 0 ? 'The ledger is sound.' : checked.value.findings);
 * ```
 */
export function verification(): Plugin<'verification', VerificationVerbs, VerifyHost>;
export function verification(options: object = {}): Plugin<'verification', VerificationVerbs, VerifyHost> {
  checkOptionNames('verification()', options, {});
  return { name: 'verification', verbs };
}
