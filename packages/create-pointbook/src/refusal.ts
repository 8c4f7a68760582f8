/** Why there is no new shop, for who asked for it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
