// Words as people write them in sheets, made comparable: no case, diacritics, punctuation, units in brackets or line breaks.

const MARKS = /[\u0300-\u036f]/g;

/** `Chỉ số mới\n(kWh)` → `chi so moi`; `Số ĐH` → `so dh`. */
export function fold(text: string): string {
  return bare(text.replace(/\([^)]*\)|\[[^\]]*\]/g, ' '));
}

/** The same, brackets kept: `A-12 (cũ)` → `a 12 cu`. */
export function bare(text: string): string {
  return text
    .normalize('NFD')
    .replace(MARKS, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** A code compared as typed, but blind to case, blanks and the form of diacritics: `a-1201 ` = `A-1201`. */
export function codeKey(code: string): string {
  return code.normalize('NFC').replace(/\s+/g, '').toUpperCase();
}
