// What a printed document is for, in one line: the clerk's own words, or what it is, and the units and months it settles.
import type { Lang } from '#kit';
import { sentence } from '#platform/i18n';
import type { MoneyDocumentDetail } from '../money.contract.ts';

export function reasonOf({ reason, kind, unit, allocations }: MoneyDocumentDetail, lang: Lang): string {
  const what = reason || sentence(lang, { code: `voucher.for.${kind}`, params: {} });
  const months = Map.groupBy(allocations, (part) => part.unit);
  const settles = [...months].map(([code, parts]) => `${code} (${spanOf(parts.map(({ period }) => period))})`);
  if (settles.length === 0 && unit) settles.push(unit);
  return [what, settles.join(', ')].filter(Boolean).join(' – ');
}

/** 2026-09, 2026-10, 2026-11 → 09/2026–11/2026; one or two months are named. */
function spanOf(periods: readonly string[]): string {
  const months = [...new Set(periods)].sort().map((period) => period.split('-').reverse().join('/'));
  return months.length > 2 ? `${months[0]}–${months.at(-1)}` : months.join(', ');
}
