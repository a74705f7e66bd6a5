// Quotations of the frameworks in messages, held against what the frameworks said.

/** True where the parts of a quotation between its ellipses stand in a message one after the other. */
export function quotes(message: string, quotation: string): boolean {
  let from = 0;
  for (const part of quotation.split('…').map(text => text.trim())) {
    const at = message.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
}
