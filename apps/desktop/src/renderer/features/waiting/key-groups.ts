/** A key in groups of four characters, for reading and comparing. */
export function keyGroups(key: string): readonly string[] {
  return key.match(/.{1,4}/gu) ?? [];
}
