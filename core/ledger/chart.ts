// The accounts a building's services post to, with their names (Circular 99/2025; the same codes in 200/2014 and 133/2016).
import { type AccountCodes, Refusal, type Regime } from '#kit';

/** Where a code is longer than the chart's, the longest known beginning gives its name: 51131 is a sub-account of 5113. */
export const chart: Record<string, { vi: string; en: string }> = {
  111: { vi: 'Tiền mặt', en: 'Cash on hand' },
  112: { vi: 'Tiền gửi không kỳ hạn', en: 'Demand deposits' },
  1111: { vi: 'Tiền mặt – tiền Việt Nam', en: 'Cash on hand, Vietnamese đồng' },
  1121: { vi: 'Tiền gửi không kỳ hạn – tiền Việt Nam', en: 'Demand deposits, Vietnamese đồng' },
  131: { vi: 'Phải thu của khách hàng', en: 'Trade receivables' },
  1388: { vi: 'Phải thu khác', en: 'Other receivables' },
  2293: { vi: 'Dự phòng phải thu khó đòi', en: 'Allowance for doubtful debts' },
  331: { vi: 'Phải trả cho người bán', en: 'Trade payables' },
  33311: { vi: 'Thuế GTGT đầu ra', en: 'Output VAT' },
  3339: { vi: 'Phí, lệ phí và các khoản phải nộp khác', en: 'Fees and other amounts payable to the State' },
  3386: { vi: 'Nhận ký quỹ, ký cược', en: 'Deposits received' },
  3387: { vi: 'Doanh thu chưa thực hiện', en: 'Unearned revenue' },
  3388: { vi: 'Phải trả, phải nộp khác (thu hộ)', en: 'Other payables (collected for others)' },
  344: { vi: 'Nhận ký quỹ, ký cược', en: 'Deposits received' },
  511: { vi: 'Doanh thu bán hàng và cung cấp dịch vụ', en: 'Revenue' },
  5113: { vi: 'Doanh thu cung cấp dịch vụ', en: 'Revenue from services' },
  515: { vi: 'Doanh thu hoạt động tài chính', en: 'Financial income' },
  5213: { vi: 'Giảm giá hàng bán', en: 'Price reductions' },
  642: { vi: 'Chi phí quản lý doanh nghiệp', en: 'Administrative expenses' },
  6422: { vi: 'Chi phí quản lý doanh nghiệp', en: 'Administrative expenses' },
  711: { vi: 'Thu nhập khác', en: 'Other income' },
};

export type PostingCodes = Required<AccountCodes> & { compensation: string };

/** A plugin's codes with the regime's own where it names none. */
export function codesOf(codes: AccountCodes, regime: Regime): PostingCodes {
  const standard = { vat: '33311', payable: '3388', deposit: regime === 'tt99' ? '344' : '3386', compensation: '711' };
  return { ...standard, ...codes };
}

/** The chart's names of a code; an account outside the chart is a refusal, not a guess. */
export function accountNames(code: string): { vi: string; en: string } {
  for (let length = code.length; length >= 3; length--) {
    const names = chart[code.slice(0, length)];
    if (names) return names;
  }
  throw new Refusal('ledger.account.unknown', { account: code });
}
