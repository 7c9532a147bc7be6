/** Statuses that end a dossier at the portal, and what may still follow them: a refusal is handed over, a wrong result is corrected. */
const AFTER: Readonly<Record<string, readonly string[]>> = {
  '3': ['3'],
  '7': ['7', '8', '10'],
  '8': ['8', '10'],
  '9': ['9', '4', '10'],
  '10': ['10', '4'],
};

/** Whether a status may follow another: the way is forward, except that processing may be taken up again where the law lets it. */
export function mayFollow(before: string, after: string): boolean {
  const allowed = AFTER[before];
  if (allowed) return allowed.includes(after);
  return after !== '1' ? !(after === '2' && before !== '1' && before !== '2') : before === '1';
}
