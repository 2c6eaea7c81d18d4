/** Whether a text has the outer shape of a ticket; whether it is one is for the client to find out. */
export function looksLikeTicket(text: string): boolean {
  const bare = text.trim();
  return bare.startsWith("{") && bare.endsWith("}") && bare.includes('"ticket"');
}
