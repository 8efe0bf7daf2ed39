// What a meter and its place must look like on their way in.
import { z } from 'zod';
import { day, decimalText } from '#platform/params';

const text = z.string().trim().min(1).max(500).normalize('NFC');
export const Meter = z.object({
  unit: text.optional(),
  group: text.optional(),
  service: z.string().min(1).max(40),
  serial: z.string().trim().min(1).max(60).normalize('NFC'),
  register: z.string().min(1).max(20).optional(),
  digits: z.number().int().min(3).max(12),
  decimals: z.number().int().min(0).max(6).optional(),
  multiplier: decimalText.optional(),
  from: day,
  readingStart: decimalText,
  to: day.optional(),
  readingEnd: decimalText.optional(),
  verifiedOn: day.optional(),
  verifiedUntil: day.optional(),
});
