// A QR code as one vector path: sharp on paper at any size, no seams between rows.
import type { jsPDF } from 'jspdf';
import { encode } from 'uqr';
import { ink } from './page-look.ts';

// Any mask is read alike; trying all eight takes a sixth of a page's time.
/** Dark modules of a payload, row by row; error correction M, no border. */
export const qrModules = (payload: string): boolean[][] => encode(payload, { ecc: 'M', border: 0, maskPattern: 2 }).data;

/** Draws a payload in a square of `size` mm; the caller leaves four modules of quiet paper around it. */
export function drawQr(doc: jsPDF, payload: string, at: { x: number; y: number; size: number }): void {
  const modules = qrModules(payload);
  const step = at.size / modules.length;
  doc.setFillColor(ink);
  modules.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue;
      const start = x;
      while (row[x + 1]) x++;
      doc.rect(at.x + start * step, at.y + y * step, (x - start + 1) * step, step, null);
    }
  });
  doc.fill();
}
