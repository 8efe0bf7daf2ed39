// A dialog's field as data.

export interface FormField {
  name: string;
  label: string;
  kind: 'text' | 'date' | 'time' | 'number' | 'decimal' | 'choice' | 'customer' | 'unit' | 'note';
  needed?: boolean;
  value?: string | number | null;
  options?: { value: string; label: string }[];
  suggestions?: readonly string[];
  hint?: string;
  wide?: boolean;
  /** Shown only where this holds. */
  when?: (values: FormValues) => boolean;
}
/** What was typed: null where it is empty, a number for `number`, an id for `customer` and `unit`. */
export type FormValues = Record<string, string | number | null>;

export interface FormAsked {
  title: string;
  lead?: string;
  fields: FormField[];
  go: string;
  /** Throws ApiError to keep the dialog open with its sentence. */
  send(values: FormValues): Promise<unknown>;
}

/** Only what is filled in: for making something new. */
export const filled = (values: FormValues): FormValues =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));

/** Only what differs from what the form began with: for changing something. */
export const changed = (values: FormValues, fields: readonly FormField[]): FormValues =>
  Object.fromEntries(
    Object.entries(values).filter(([name, value]) => (fields.find((one) => one.name === name)?.value ?? null) !== value),
  );
