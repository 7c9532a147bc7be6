/** Account of an outside system, which is also where what is told to it stands. The colon keeps it apart from officers and agencies, whose ids have none. */
export function partnerAccount(connector: string): string {
  return `partner:${connector}`;
}
