// What may stand in a company's profile. An empty text clears a field that may be empty.
import { z } from 'zod';
import { type Finding, isTaxCode } from '#kit';
import type { CompanyProfile } from './company.contract.ts';

const text = z.string().trim().normalize('NFC');
const orNull = <S extends z.ZodType<string, string>>(schema: S) =>
  z.preprocess((given) => (typeof given === 'string' && given.trim() === '' ? null : given), schema.nullable());

export const companyFields = {
  name: text.min(1, 'company.name.missing').max(200),
  address: text.max(500),
  taxCode: orNull(text.refine(isTaxCode, 'company.taxCode.malformed')),
  phone: orNull(text.regex(/^\+?\d[\d .()-]{6,18}\d$/, 'company.phone.malformed')),
  bankBin: orNull(text.regex(/^\d{6}$/, 'company.bankBin.malformed')),
  bankAccount: orNull(text.regex(/^[A-Za-z0-9]{4,19}$/, 'company.bankAccount.malformed')),
  bankAccountName: orNull(text.max(100)),
  regime: z.enum(['tt99', 'tt133']),
};

const BANK = ['bankBin', 'bankAccount', 'bankAccountName'] as const;

/** Half a bank account would print a code that pays nobody: all of it, or none. */
export function bankFindings(company: Pick<CompanyProfile, (typeof BANK)[number]>): Finding[] {
  const empty = BANK.filter((field) => company[field] === null);
  if (empty.length === BANK.length) return [];
  return empty.map((field) => ({ code: 'company.bank.incomplete', params: { field }, at: { field } }));
}
