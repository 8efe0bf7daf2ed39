// A password to read aloud over the phone: no letter that looks like another, in groups.
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** 12 letters and digits in three groups, about 59 bits. */
export function newPassword(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(64));
  const even = [...bytes].filter((byte) => byte < 256 - (256 % LETTERS.length)); // each letter as likely as another
  const text = even.slice(0, 12).map((byte) => LETTERS[byte % LETTERS.length]);
  return [0, 4, 8].map((at) => text.slice(at, at + 4).join('')).join('-');
}
