import { lookup as lookUp } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { callbackify } from 'node:util';
import { isPublicAddress } from './addresses.ts';

/** Why an endpoint is not sent to. */
export type Refusal = 'not-https' | 'private-address' | 'unresolved';

/** Tells the addresses of a name. */
export type Resolve = (hostname: string) => Promise<readonly string[]>;

/** What keeps events from addresses that they must not go to. */
export interface AddressGuard {
  /** Why events must not go to an address now; null where they may. */
  check(url: URL): Promise<Refusal | null>;
  /**
   * Looks a name up where a connection is made, so that it goes to an address that was looked at, and to no other.
   * Undefined for a host that may have any address.
   */
  lookupFor(url: URL): LookupFunction | undefined;
}

/** An address that a connection must not be made to. */
export class AddressRefused extends Error {}

/**
 * Admits public addresses. Every address of a name counts: one that is private is enough to refuse it.
 *
 * @param privateHosts Hosts that may have private addresses and go without TLS, as `host` of a URL names them.
 */
export function addressGuard(privateHosts: readonly string[], resolve: Resolve = resolveByDns): AddressGuard {
  const isTrusted = (url: URL) => privateHosts.includes(url.host);
  const look = callbackify(resolve);
  const lookup: LookupFunction = (hostname, options, done) =>
    look(hostname, (error, addresses) => {
      if (error) return done(error, '');
      const all = addresses.map((address) => ({ address, family: isIP(address) }));
      const [first] = all;
      if (first === undefined || !addresses.every(isPublicAddress)) return done(new AddressRefused(hostname), '');
      return options.all ? done(null, all) : done(null, first.address, first.family);
    });
  return {
    lookupFor: (url) => (isTrusted(url) ? undefined : lookup),
    async check(url) {
      if (isTrusted(url)) return null;
      if (url.protocol !== 'https:') return 'not-https';
      const name = url.hostname.replace(/^\[|\]$/g, '');
      if (isIP(name) !== 0) return isPublicAddress(name) ? null : 'private-address';
      const addresses = await resolve(name).catch(() => []);
      if (addresses.length === 0) return 'unresolved';
      return addresses.every(isPublicAddress) ? null : 'private-address';
    },
  };
}

async function resolveByDns(hostname: string): Promise<readonly string[]> {
  return (await lookUp(hostname, { all: true })).map(({ address }) => address);
}
