/** `17:30 23/02/2026`, of an instant in ISO with the offset of Viet Nam, or without one. */
export function civilText(iso: string): string {
  return `${iso.slice(11, 16)} ${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`;
}
