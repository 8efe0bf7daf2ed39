/** 0 → `A`, 25 → `Z`, 26 → `AA`: as the spreadsheet names its columns. */
export function columnLetter(index: number): string {
  const rest = String.fromCharCode(65 + (index % 26));
  return index < 26 ? rest : columnLetter(Math.floor(index / 26) - 1) + rest;
}
