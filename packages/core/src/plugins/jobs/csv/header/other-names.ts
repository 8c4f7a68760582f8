/**
 * The column that other programs and shops call so, by the plain form of its name; null where nobody does. It is a
 * guess, to be confirmed by a person.
 */
export function calledElsewhere(plain: string, known: readonly string[]): string | null {
  const found = Object.entries(names).find(([column, others]) => known.includes(column) && others.includes(plain));
  return found?.[0] ?? null;
}

/** What a column is called elsewhere. */
const names: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries({
    memberId: `id customer customerid customernumber customerno customercode client clientid membernumber memberno
      membershipnumber userid accountid nr kundennummer kundennr numeroclient idpelanggan`,
    phone: 'mobile mobilenumber mobilephone telephone tel cell cellphone telefon telefono handy hp nohp telepon',
    cardCode: 'cardno cardnumber cardid loyaltycard barcode kartennummer',
    points: 'pts punkte puntos punti poin',
    balance: 'points pts saldo punkte puntos punti poin',
    birthday: 'dateofbirth dob birthdate bday geburtstag geburtsdatum',
    name: 'fullname customername kunde',
    tier: 'level group customergroup',
    endsAt: 'expires expiresat expiry expirydate validuntil',
  }).map(([column, others]) => [column, others.split(/\s+/)]),
);
