// How banks head the columns of a statement, in either language; folded, the surest first.
import type { StatementField } from './bank.contract.ts';

export const HEADINGS: Readonly<Record<StatementField, readonly string[]>> = {
  date: [
    ...['ngay giao dich', 'ngay gd', 'transaction date', 'tran date', 'trans date', 'ngay gio giao dich', 'thoi gian giao dich'],
    ...[
      'ngay hach toan',
      'posting date',
      'booking date',
      'ngay phat sinh',
      'ngay hieu luc',
      'value date',
      'ngay chung tu',
      'ngay ct',
    ],
    ...['ngay thang', 'ngay', 'date', 'thoi gian'],
  ],
  time: ['gio giao dich', 'transaction time', 'gio', 'time'],
  credit: [
    ...[
      'so tien ghi co',
      'phat sinh co',
      'ps co',
      'ghi co',
      'credit amount',
      'tien vao',
      'so tien vao',
      'so tien gui',
      'deposit',
    ],
    ...['money in', 'amount in', 'credit', 'co', 'thu'],
  ],
  debit: [
    ...[
      'so tien ghi no',
      'phat sinh no',
      'ps no',
      'ghi no',
      'debit amount',
      'tien ra',
      'so tien ra',
      'so tien rut',
      'withdrawal',
    ],
    ...['money out', 'amount out', 'debit', 'no', 'chi'],
  ],
  amount: ['so tien giao dich', 'transaction amount', 'so tien', 'amount', 'gia tri giao dich', 'gia tri'],
  direction: ['no co', 'ghi no ghi co', 'debit credit', 'dr cr', 'cr dr', 'd c', 'dau', 'loai phat sinh', 'loai giao dich'],
  reference: [
    ...['so tham chieu', 'ma tham chieu', 'reference number', 'reference no', 'ref no', 'reference', 'ma giao dich', 'ma gd'],
    ...[
      'so giao dich',
      'transaction id',
      'transaction no',
      'transaction number',
      'tran id',
      'so but toan',
      'so ct',
      'so chung tu',
    ],
    ...['document no', 'doc no', 'trace', 'ref'],
  ],
  memo: [
    ...['noi dung giao dich', 'noi dung chi tiet', 'chi tiet giao dich', 'noi dung', 'dien giai', 'transaction description'],
    ...['transaction details', 'transaction detail', 'description', 'narrative', 'narration', 'remarks', 'remark', 'details'],
    ...['mo ta', 'memo', 'ghi chu'],
  ],
  party: [
    ...[
      'ten tai khoan doi ung',
      'ten doi ung',
      'ten nguoi chuyen',
      'nguoi chuyen',
      'ten don vi chuyen',
      'don vi chuyen',
      'ten doi tac',
    ],
    ...['doi tac', 'corresponsive name', 'counterparty name', 'counterparty', 'remitter name', 'remitter', 'sender', 'nguoi gui'],
  ],
  partyAccount: [
    ...['so tai khoan doi ung', 'tai khoan doi ung', 'tk doi ung', 'stk doi ung', 'so tai khoan chuyen', 'corresponsive account'],
    ...['counterparty account', 'counter account', 'remitter account', 'from account'],
  ],
  balance: ['so du luy ke', 'so du cuoi', 'so du sau giao dich', 'running balance', 'so du', 'balance'],
};
export const FIELDS = Object.keys(HEADINGS) as StatementField[];

/** First words of a row under the movements that is a sum, not a movement. */
export const SUMS =
  /^(tong (cong|so|phat sinh|ghi|tien)|tong$|cong (phat sinh|so|doanh so|cong)|cong$|total|so du (dau|cuoi|ky)|so du$|(opening|closing|ending) balance|phat sinh trong ky|luy ke)/;
