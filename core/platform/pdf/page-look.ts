// Measures, colours and type sizes of a printed page: A4 in millimetres, type in points.
import type { jsPDF } from 'jspdf';

export const page = { width: 210, height: 297, left: 18, right: 192, top: 17, bottom: 279, footer: 288 } as const;
export const ink = '#16211f';
export const quiet = '#5c6765';
export const hairline = '#c6cdcb';
export const FONT = 'BeVietnamPro';
/** The same with digits of one width, for figures that stand under each other. */
export const FIGURES = 'BeVietnamProFigures';
// Stacked Vietnamese diacritics touch the line above under 1.3.
export const LINE_HEIGHT = 1.32;
const MM_PER_POINT = 25.4 / 72;

export interface Type {
  size: number;
  bold?: boolean;
  figures?: boolean;
  color?: string;
}
/** Sets font, size and colour for what is written next. */
export function setType(doc: jsPDF, { size, bold = false, figures = false, color = ink }: Type): void {
  doc.setFont(figures ? FIGURES : FONT, bold ? 'bold' : 'normal');
  doc.setFontSize(size);
  doc.setTextColor(color);
}

/** Writes wrapped text with its first baseline at y; answers the baseline after the last line. */
export function writeText(
  doc: jsPDF,
  text: string,
  at: { x: number; y: number; width: number; align?: 'left' | 'right' | 'center' },
  type: Type,
): number {
  setType(doc, type);
  const lines = doc.splitTextToSize(text, at.width) as string[];
  const step = type.size * LINE_HEIGHT * MM_PER_POINT;
  lines.forEach((line, index) => {
    doc.text(line, at.x, at.y + index * step, { align: at.align ?? 'left' });
  });
  return at.y + lines.length * step;
}

/** A hairline across the text width. */
export function rule(doc: jsPDF, y: number, left: number = page.left, right: number = page.right): void {
  doc.setDrawColor(hairline);
  doc.setLineWidth(0.2);
  doc.line(left, y, right, y);
}
