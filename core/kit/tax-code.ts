// Vietnamese tax codes: 10 digits with a check digit, a branch of one (-001), or a person's 12-digit number.
// Circular 86/2024/TT-BTC art. 5; the check digit is 10 − (Σ digit × weight mod 11).

const WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3];

export function isTaxCode(text: string): boolean {
  if (/^\d{12}$/.test(text)) return true;
  if (!/^\d{10}(-\d{3})?$/.test(text)) return false;
  const digits = [...text.slice(0, 10)].map(Number);
  const sum = WEIGHTS.reduce((total, weight, n) => total + weight * digits[n]!, 0);
  return digits[9] === 10 - (sum % 11);
}
