// Everything a printed card paper says, as plain data.
import type { DayText, Vnd } from '#kit';

export interface PaperData {
  paper: 'registration' | 'handover';
  company: { name: string; address: string; phone: string };
  building: { name: string; address: string };
  /** The card's kind in the language of print: "Thẻ xe". */
  service: string;
  cardId: number;
  number: string | null;
  unit: string;
  holder: string;
  /** Fields of the form with their names and values, as printed. */
  fields: { label: string; value: string }[];
  onDate: DayText;
  validFrom: DayText | null;
  validTo: DayText | null;
  /** Of a hand-over: what was done, and the number it replaces. */
  action: string;
  replaces: string | null;
  fee: Vnd;
  /** Positive taken, negative given back. */
  deposit: Vnd;
  document: string;
  reason: string;
  by: string;
  /** The card goes back to the building. */
  returned: boolean;
}
