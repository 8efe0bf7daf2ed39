// A code as a clerk types or a scanner reads it: card numbers, unit and customer codes.
import { z } from 'zod';

// control and format characters come along from documents and scanners; two numbers that look the same must be the same
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]/u;

/** 1–40 characters that can all be seen. */
export const typedCode = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .normalize('NFC')
  .refine((text) => !INVISIBLE.test(text), 'card.code.invisible');
