/** Each may do what the one before may, and more. */
export const roles = ['cashier', 'manager', 'owner'] as const;

export type Role = (typeof roles)[number];

/** Whether someone of a role may do what is for another. */
export function mayDo(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed);
}
