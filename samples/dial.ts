// Dial values: whole numbers of the last digit in here, decimal text outside.

export function dialText(dial: number, decimals: number): string {
  const text = String(dial).padStart(decimals + 1, '0');
  return decimals === 0 ? text : `${text.slice(0, -decimals)}.${text.slice(-decimals)}`;
}
