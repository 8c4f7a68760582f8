/** The cookie of a session. */
export const sessionCookie = 'session';
