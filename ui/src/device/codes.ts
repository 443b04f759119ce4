/** A code in groups that are read aloud: as it came where it has groups, else by threes or fours. */
export function inGroups(code: string): string {
  const groups = code.trim().split(/[\s-]+/);
  if (groups.length > 1) return groups.join(' ');
  const whole = groups[0] ?? '';
  const size = whole.length % 3 === 0 ? 3 : 4;
  return whole.match(new RegExp(`.{1,${size}}`, 'gu'))?.join(' ') ?? whole;
}
