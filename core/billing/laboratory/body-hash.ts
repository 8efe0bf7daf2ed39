// One figure over what a tariff charges: an approval holds for these lines and prices only.
import { hash } from 'node:crypto';
import { canonicalText } from '../tariff/same-body.ts';
import type { TariffRow } from '../tariff/tariff.contract.ts';

export const bodyHash = ({ body, service, unitClass }: Pick<TariffRow, 'body' | 'service' | 'unitClass'>): string =>
  hash('sha256', canonicalText({ body, service, unitClass }), 'base64url');
