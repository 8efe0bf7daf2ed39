/** `2026-02`, 3 → `2025-11`. */
export function monthsBefore(period: string, count: number): string {
  const [year, month] = period.split('-').map(Number) as [number, number];
  const whole = year * 12 + month - 1 - count;
  return `${Math.floor(whole / 12)}-${String((whole % 12) + 1).padStart(2, '0')}`;
}
