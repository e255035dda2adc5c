/** Why a name cannot be that of a file in a bag (RFC 8493 §2.1.3, §5.2), or leads out of it; null for one that can. */
export function nameProblem(name: string): string | null {
  if (name === '') return 'It has no name.';
  if (name.includes('\\')) return 'Its name holds a backslash, which some systems take for a folder.';
  if (name.startsWith('/') || name.startsWith('~') || /^[A-Za-z]:/.test(name))
    return 'Its name is absolute: it leads out of the bag.';
  const steps = name.split('/');
  if (steps.includes('..')) return 'Its name holds "..": it could lead out of the bag.';
  if (steps.some((step) => step === '' || step === '.')) return 'Its name holds an empty step, or ".".';
  if (name.includes('\u0000')) return 'Its name holds a zero byte.';
  return null;
}

/** Of names that some file systems cannot keep apart, each with the one before it: equal but for case or normalization. */
export function alikeNames(names: Iterable<string>): [name: string, earlier: string][] {
  const seen = new Map<string, string>();
  const alike: [string, string][] = [];
  for (const name of names) {
    const folded = name.normalize('NFC').toLowerCase().normalize('NFC');
    const earlier = seen.get(folded);
    if (earlier === undefined) seen.set(folded, name);
    else if (earlier !== name) alike.push([name, earlier]);
  }
  return alike;
}
