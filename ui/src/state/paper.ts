// A document's PDF: opened in a tab, or sent to the printer from a frame nobody sees.
import { Injectable, inject, signal } from '@angular/core';
import { Api } from '../api/api.ts';
import { I18n } from '../i18n/i18n.ts';

interface Numbered {
  id: number;
  number: string;
}
const storageKey = 'toanha.autoPrint';

@Injectable({ providedIn: 'root' })
export class Paper {
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  /** Whether a receipt goes to the printer as soon as it is made. */
  readonly auto = signal(localStorage.getItem(storageKey) !== 'off');
  private frame: HTMLIFrameElement | null = null;

  setAuto(on: boolean): void {
    this.auto.set(on);
    localStorage.setItem(storageKey, on ? 'on' : 'off');
  }
  async open(document: Numbered): Promise<void> {
    const url = URL.createObjectURL(await this.file(document));
    window.open(url, '_blank', 'noopener');
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  }
  async print(document: Numbered): Promise<void> {
    const url = URL.createObjectURL(await this.file(document));
    this.frame?.remove();
    const frame = window.document.createElement('iframe');
    frame.className = 'print-frame';
    frame.title = document.number;
    frame.src = url;
    frame.addEventListener('load', () => {
      // the printer's dialog takes the focus; the field or button the cashier was at gets it back
      const { activeElement } = window.document;
      frame.contentWindow?.print();
      if (activeElement instanceof HTMLElement) activeElement.focus();
    });
    window.document.body.append(frame);
    this.frame = frame;
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  }
  file({ id }: Numbered): Promise<Blob> {
    return this.api.file(`/receipts/${id}/print.pdf`, { lang: this.i18n.lang() });
  }
}
