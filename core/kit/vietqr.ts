// VietQR: NAPAS transfer codes over EMVCo merchant-presented QR (tag, length, value, and a CRC at the end).
import { type Vnd, vnd } from './money.ts';

/** A transfer to an account. `amount` absent asks the payer for it; `memo` is ASCII, at most 25 characters; `bill` at most 25. */
export interface Transfer {
  bin: string;
  account: string;
  amount?: Vnd;
  bill?: string;
  memo?: string;
}

export type VietQrErrorCode =
  | 'kit.vietqr.badBin'
  | 'kit.vietqr.badAccount'
  | 'kit.vietqr.badAmount'
  | 'kit.vietqr.badText'
  | 'kit.vietqr.malformed'
  | 'kit.vietqr.badCrc';
/** A transfer no bank would take, or a payload that is not VietQR. */
export class VietQrError extends Error {
  readonly code: VietQrErrorCode;
  readonly params: { value: string };
  constructor(code: VietQrErrorCode, value: string) {
    super(`${code} ${value.slice(0, 60)}`);
    this.name = 'VietQrError';
    this.code = code;
    this.params = { value: value.slice(0, 60) };
  }
}

const GUID = 'A000000727';
const TO_ACCOUNT = 'QRIBFTTA';
// Banks accept less than 500 million đồng in one instant transfer; larger bills print a code without an amount.
const AMOUNT_MAX = 499_999_999;
const TEXT = /^[A-Za-z0-9 -]{1,25}$/;

const tlv = (tag: string, value: string): string => `${tag}${String(value.length).padStart(2, '0')}${value}`;

/** CRC-16/CCITT-FALSE (poly 1021, start FFFF) of ASCII text as four upper-case hex digits; "123456789" → "29B1". */
export function crc16(text: string): string {
  let crc = 0xffff;
  for (const character of text) {
    crc ^= character.charCodeAt(0) << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}

/** The largest amount one instant transfer carries. */
export const canTransfer = (amount: Vnd): boolean => amount > 0 && amount <= AMOUNT_MAX;

/** The QR payload of a transfer; throws VietQrError with the part that no bank would take. */
export function vietQrPayload({ bin, account, amount, bill, memo }: Transfer): string {
  if (!/^\d{6}$/.test(bin)) throw new VietQrError('kit.vietqr.badBin', bin);
  if (!/^[A-Za-z0-9]{1,19}$/.test(account)) throw new VietQrError('kit.vietqr.badAccount', account);
  if (amount !== undefined && !canTransfer(vnd(amount))) throw new VietQrError('kit.vietqr.badAmount', String(amount));
  for (const text of [bill, memo]) if (text !== undefined && !TEXT.test(text)) throw new VietQrError('kit.vietqr.badText', text);
  const beneficiary = tlv('00', bin) + tlv('01', account);
  const note = (bill === undefined ? '' : tlv('01', bill)) + (memo === undefined ? '' : tlv('08', memo));
  const body = [
    tlv('00', '01'),
    tlv('01', amount === undefined ? '11' : '12'),
    tlv('38', tlv('00', GUID) + tlv('01', beneficiary) + tlv('02', TO_ACCOUNT)),
    tlv('53', '704'),
    amount === undefined ? '' : tlv('54', String(amount)),
    tlv('58', 'VN'),
    note === '' ? '' : tlv('62', note),
    '6304',
  ].join('');
  return body + crc16(body);
}

function readTlv(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (let at = 0; at < text.length; ) {
    const head = /^(\d\d)(\d\d)/.exec(text.slice(at, at + 4));
    const value = head ? text.slice(at + 4, at + 4 + Number(head[2])) : '';
    if (!head || value.length !== Number(head[2]) || fields.has(head[1]!))
      throw new VietQrError('kit.vietqr.malformed', text.slice(at));
    fields.set(head[1]!, value);
    at += 4 + value.length;
  }
  return fields;
}

/** Reads a payload back, checking lengths, CRC, scheme and currency; the inverse of `vietQrPayload`. */
export function readVietQr(payload: string): Transfer {
  const fields = readTlv(payload);
  if (!payload.slice(0, -4).endsWith('6304') || fields.get('63') !== crc16(payload.slice(0, -4))) {
    throw new VietQrError('kit.vietqr.badCrc', payload.slice(-8));
  }
  const scheme = readTlv(fields.get('38') ?? '');
  const beneficiary = readTlv(scheme.get('01') ?? '');
  const bin = beneficiary.get('00');
  const account = beneficiary.get('01');
  const known = fields.get('00') === '01' && scheme.get('00') === GUID && fields.get('53') === '704' && fields.get('58') === 'VN';
  if (!known || scheme.get('02') !== TO_ACCOUNT || !bin || !account) throw new VietQrError('kit.vietqr.malformed', payload);
  const amount = fields.get('54');
  if (amount !== undefined && !/^[1-9]\d{0,12}$/.test(amount)) throw new VietQrError('kit.vietqr.badAmount', amount);
  const note = readTlv(fields.get('62') ?? '');
  const bill = note.get('01');
  const memo = note.get('08');
  return { bin, account, ...(amount && { amount: Number(amount) }), ...(bill && { bill }), ...(memo && { memo }) };
}
