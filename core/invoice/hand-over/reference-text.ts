// What an adjusting or replacing invoice must say of the one it is about.
import type { Lang } from '#kit';
import { sentence } from '#platform/i18n';
import type { InvoiceKind, InvoiceReference } from '../invoice.contract.ts';

/** "Điều chỉnh cho hóa đơn Mẫu số 1, ký hiệu C26TAA, số 17, ngày 05 tháng 12 năm 2026." */
export function referenceText(kind: InvoiceKind, reference: InvoiceReference, lang: Lang = 'vi'): string {
  const { symbol, number, signedOn } = reference;
  const [year, month, day] = signedOn.split('-') as [string, string, string];
  const params = { form: symbol.slice(0, 1), symbol: symbol.slice(1), number, day, month, year };
  return sentence(lang, { code: kind === 'replacing' ? 'invoice.reference.replacing' : 'invoice.reference.adjusting', params });
}
